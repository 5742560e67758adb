"""Who imports whom: what runs beside submitted code knows nothing of what judges it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.catalog import ROOT
from rules import Direction

HIDDEN = ("solutions", "tests", "exercises", "grader.suites")
MACHINERY = (
    "grader.assembly",
    "grader.authoring",
    "grader.report",
    "grader.catalog",
    "grader.pipeline",
    "grader.scores",
    "grader.submission",
)
VOCABULARY = ("Misconception", "CheckFailed", "check", "expect", "descent")

DIRECTIONS = {
    "the worker knows no judge": Direction(("grader/worker/**/*.py",), ("grader.judge", *MACHINERY, *HIDDEN)),
    "what both sides share knows neither": Direction(
        ("grader/buffers.py", "grader/wire.py", "grader/limits.py", "grader/optimisers.py"),
        ("grader.judge", "grader.worker", *MACHINERY, *HIDDEN),
    ),
    "suites know a few words of the judge": Direction(
        ("grader/suites/*/*/test_*.py",), ("grader", *HIDDEN), but=tuple(f"grader.judge.{word}" for word in VOCABULARY)
    ),
    "probes know what they may use": Direction(
        ("grader/suites/*/*/probes.py",), ("grader", *HIDDEN), but=("grader.worker.probing",)
    ),
    "the judge knows no suite by name": Direction(("grader/judge/**/*.py",), HIDDEN),
    "the report is made of data": Direction(
        ("grader/report/**/*.py",), ("grader.judge", "grader.worker", "torch", *HIDDEN)
    ),
    "stubs and lists need no torch": Direction(
        tuple(
            f"grader/{name}.py" for name in ("catalog", "errors", "hints", "progress", "submission", "authoring/stubs")
        ),
        ("torch", "grader.judge", "grader.worker"),
    ),
    "solutions stand on their own": Direction(("solutions/**/*.py",), ("grader", *HIDDEN)),
}


@pytest.mark.parametrize("direction", DIRECTIONS.values(), ids=list(DIRECTIONS))
def test_imports_run_in_one_direction(direction):
    """No module imports what it must not know, at its head or inside a function."""
    assert [str(one) for one in direction.broken(ROOT)] == []


BAD = {
    "import grader.judge": ["grader.judge"],
    "import grader.judge.expect as judge": ["grader.judge.expect"],
    "import os, grader.judge.show": ["grader.judge.show"],
    "from grader import judge": ["grader.judge"],
    "from grader.judge import expect": ["grader.judge.expect"],
    "from grader.judge.expect import *": ["grader.judge.expect"],
    "from .. import judge": ["grader.judge"],
    "from ..judge import show": ["grader.judge.show"],
    "from ..judge.show import show": ["grader.judge.show.show"],
    "def f():\n    from grader.judge import expect": ["grader.judge.expect"],
    "if False:\n    import grader.judge": ["grader.judge"],
    "try:\n    import grader.judge\nexcept ImportError:\n    pass": ["grader.judge"],
    "import importlib\nimportlib.import_module('grader.judge.expect')": ["grader.judge.expect"],
    "from importlib import import_module\nimport_module(name='grader.judge')": ["something that is named at run time"],
    "__import__('grader.jud' + 'ge')": ["something that is named at run time"],
}
GOOD = [
    "import grader.wire",
    "import grader.judgement",
    "from grader import wire, limits",
    "from . import bench",
    "from .bench import Bench",
    "from ..worker import recorder",
    "import judge",
    "x = 'import grader.judge'",
    "import importlib\nimportlib.import_module('json')",
]


def sample(root: Path, source: str) -> Path:
    path = root / "grader" / "worker" / "sample.py"
    path.parent.mkdir(parents=True)
    path.write_text(source)
    return root


@pytest.mark.parametrize(("source", "names"), BAD.items(), ids=list(BAD))
def test_a_wrong_import_is_found(tmp_path, source, names):
    """Every way to import what must not be known is seen, with its place."""
    broken = Direction(("grader/worker/**/*.py",), ("grader.judge",)).broken(sample(tmp_path, source))

    assert [one.name for one in broken] == names
    assert [str(one).split(":")[0] for one in broken] == [str(tmp_path / "grader" / "worker" / "sample.py")]


@pytest.mark.parametrize("source", GOOD)
def test_a_right_import_is_none_of_them(tmp_path, source):
    """What only looks like it breaks no rule."""
    assert Direction(("grader/worker/**/*.py",), ("grader.judge",)).broken(sample(tmp_path, source)) == []


def test_exceptions_are_exact(tmp_path):
    """What is allowed is that module, not all that begins like it."""
    rule = Direction(("grader/worker/*.py",), ("grader",), but=("grader.worker.probing",))
    sample(tmp_path, "from grader.worker.probing import a\nfrom grader.worker.probings import x\nimport grader.wire")
    found = [(one.line, one.name) for one in rule.broken(tmp_path)]

    assert found == [(2, "grader.worker.probings.x"), (3, "grader.wire")]


def test_a_rule_about_nothing_is_no_rule(tmp_path):
    """A pattern that finds no file is a mistake in the rule."""
    with pytest.raises(AssertionError, match="finds nothing"):
        Direction(("grader/wroker/*.py",), ("grader.judge",)).broken(tmp_path)
