"""Rules of the repository: what its code may not do, and what every exercise must have."""

from __future__ import annotations

import pytest

import rules
from grader import catalog
from grader.authoring import evidence, mutation
from grader.catalog import ROOT

UNTRUSTED_BYTES = (
    *("pickle", "_pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve"),
    *("eval", "exec", "torch.load", "torch.jit.load", "numpy.load", "np.load", "yaml.load"),
)
COMPILERS = ("compile", "exec", "eval", "runpy", "importlib.util", "builtins.compile", "builtins.exec")


# -- the grader's code


def test_modules_are_short():
    """No module of the grader has 320 lines; suites are as long as their checks are many."""
    assert rules.too_long(ROOT, "grader/**/*.py", 320, but="grader/suites") == []


@pytest.mark.parametrize("pattern", ["grader/judge/**/*.py", "grader/report/**/*.py", "grader/*.py"])
def test_no_bytes_become_objects(pattern):
    """Neither judge nor report unpickles, evaluates or loads anything."""
    assert rules.uses(ROOT, pattern, *UNTRUSTED_BYTES) == []


@pytest.mark.parametrize(
    "pattern", ["grader/*.py", "grader/judge/**/*.py", "grader/report/**/*.py", "grader/authoring/**/*.py"]
)
def test_only_workers_compile(pattern):
    """Nothing outside of the worker's code turns text into code."""
    assert rules.uses(ROOT, pattern, *COMPILERS) == []


def test_two_modules_of_the_worker_compile():
    """There is one place where a submission becomes code, and one for the script of `run`."""
    places = {place.rsplit(":", 2)[0] for place in rules.uses(ROOT, "grader/worker/**/*.py", "compile", "exec", "eval")}

    assert places == {str(ROOT / "grader" / "worker" / name) for name in ("bench.py", "script.py")}


def test_suites_compare_by_expect():
    """A bare assert compares without counting, so no suite has one."""
    assert rules.bare_asserts(ROOT, "grader/suites/*/*/*.py") == []


def test_nothing_in_the_grader_asserts_about_submissions():
    """An assert is for what cannot be otherwise; `python -O` takes it away, so few are left in judge and report."""
    asserts = [*rules.bare_asserts(ROOT, "grader/judge/**/*.py"), *rules.bare_asserts(ROOT, "grader/report/**/*.py")]

    assert len(asserts) <= 1, asserts


# -- every exercise; what else must hold of them is the gate's


def test_titles_and_numbers_are_unique():
    """No two exercises have one number or one title."""
    exercises = catalog.load()

    assert len({exercise.number for exercise in exercises}) == len(exercises)
    assert len({exercise.title for exercise in exercises}) == len(exercises)


def test_the_readme_shows_the_evidence_as_it_is():
    """The README's table is what the exercises, the answers and the record of mutants give today."""
    shown = evidence.BLOCK.search((ROOT / "README.md").read_text(encoding="utf-8"))

    assert shown and shown[0] == evidence.table(ROOT), "run `python -m grader evidence`"


def test_every_surviving_mutant_is_explained():
    """The record of mutants knows every exercise, and gives a reason for each mutant that nothing noticed."""
    record = mutation.read(ROOT)

    assert set(record) == {exercise.id for exercise in catalog.load()}
    assert {name: one.unexplained for name, one in record.items() if one.unexplained} == {}


def test_the_chapter_has_its_points():
    """The points of the chapter's exercises sum to what they are worth together, extras aside."""
    exercises = [exercise for exercise in catalog.load() if not exercise.extra]

    assert sum(exercise.points for exercise in exercises) == 360


# -- the rules themselves


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from pickle import loads",
        "def f():\n    import pickle as p",
        "eval('1')",
        "run = eval",
        "import torch\ntorch.load('x')",
        "import torch\nload = torch.load",
        "from torch import load",
        "import importlib\nimportlib.import_module('pickle')",
    ],
)
def test_a_use_is_found(tmp_path, source):
    """However a forbidden name is written, it is seen."""
    (tmp_path / "sample.py").write_text(source)

    assert len(rules.uses(tmp_path, "*.py", *UNTRUSTED_BYTES)) == 1


@pytest.mark.parametrize(
    "source", ["import re\nre.compile('x')", "'eval(1)'  # pickle", "import pickles", "json.load(file)", "self.eval()"]
)
def test_what_only_looks_like_a_use_is_none(tmp_path, source):
    """Methods, texts and longer names that happen to look alike break no rule."""
    (tmp_path / "sample.py").write_text(source)

    assert rules.uses(tmp_path, "*.py", *UNTRUSTED_BYTES, *COMPILERS) == []


def test_length_and_asserts_are_measured(tmp_path):
    """A module of the limit's length is too long, and an assert is found where it stands."""
    (tmp_path / "long.py").write_text("x = 1\n" * 320)
    (tmp_path / "short.py").write_text("x = 1\n" * 318 + "assert x")
    (tmp_path / "spared").mkdir()
    (tmp_path / "spared" / "long.py").write_text("x = 1\n" * 400)

    assert rules.too_long(tmp_path, "**/*.py", 320, but="spared") == [f"{tmp_path / 'long.py'}: 320 lines"]
    assert rules.bare_asserts(tmp_path, "**/*.py") == [f"{tmp_path / 'short.py'}:319"]
