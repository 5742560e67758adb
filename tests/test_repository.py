"""Rules of the repository: what its code may not do, and what every exercise must have."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import rules
from grader import catalog
from grader.catalog import ROOT
from grader.hints import rungs
from grader.judge.check import KINDS

EXERCISES = pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.number)
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


def test_one_module_of_the_worker_compiles():
    """There is one place where a submission becomes code."""
    places = {place.rsplit(":", 2)[0] for place in rules.uses(ROOT, "grader/worker/**/*.py", "compile", "exec", "eval")}

    assert places == {str(ROOT / "grader" / "worker" / "bench.py")}


def test_suites_compare_by_expect():
    """A bare assert compares without counting, so no suite has one."""
    assert rules.bare_asserts(ROOT, "grader/suites/*/*/*.py") == []


def test_nothing_in_the_grader_asserts_about_submissions():
    """An assert is for what cannot be otherwise; `python -O` takes it away, so few are left in judge and report."""
    asserts = [*rules.bare_asserts(ROOT, "grader/judge/**/*.py"), *rules.bare_asserts(ROOT, "grader/report/**/*.py")]

    assert len(asserts) <= 1, asserts


# -- every exercise


@EXERCISES
def test_points_sum_to_the_exercises(exercise):
    """Checks carry positive multiples of one half that sum to the exercise's points; advice carries none."""
    for check in exercise.checks:
        assert check.points % 0.5 == 0, check.name
        assert (check.points == 0) if check.bonus else (check.points > 0), check.name
    assert sum(check.points for check in exercise.checks) == exercise.points


@EXERCISES
def test_every_check_says_its_rule(exercise):
    """A check is one sentence, of a known kind, under a name of its own."""
    for check in exercise.checks:
        assert check.title[0].isupper() or not check.title[0].isalpha(), check.name
        assert check.title.endswith("."), check.name
        assert check.kind in KINDS, check.name
    names = [check.name for check in exercise.checks]
    assert len(set(names)) == len(names)


@EXERCISES
def test_every_exercise_is_judged_by_values(exercise):
    """At least one check is about values, and claims decide less than a fifth of the points, devices aside."""
    claims = sum(check.points for check in exercise.checks if check.claim and check.kind != "device")

    assert any(check.kind == "value" for check in exercise.checks)
    assert claims < exercise.points / 5


@EXERCISES
def test_hints_are_a_ladder(exercise):
    """There are at least three hints, each different from the others, and none gives the answer away."""
    ladder = rungs(exercise)
    solution = {line.strip() for line in exercise.solution.read_text(encoding="utf-8").splitlines()}
    told = [line.strip() for rung in ladder for line in rung.splitlines()]

    assert len(set(ladder)) == len(ladder) >= 3
    assert not [line for line in told if line in solution and line.startswith(("return ", "def ", "self."))]


@EXERCISES
def test_every_exercise_is_whole(exercise):
    """The four parts are there: solution, suite, answers that must pass and answers that must fail."""
    assert exercise.solution.is_file()
    assert {path.name for path in exercise.suite.iterdir() if path.is_file()} >= {
        "probes.py", "hints.md", exercise.tests.name,
    }  # fmt: skip
    assert list(exercise.answers.glob("right_*.py")) and list(exercise.answers.glob("wrong_*.py"))


@EXERCISES
def test_misconceptions_have_one_name_and_say_something(exercise):
    """Ids are snake_case and unique in their suite, and every text is a sentence."""
    named = misconceptions(exercise.tests)

    assert len({name for name, _ in named}) == len(named)
    for name, text in named:
        assert name == name.lower() and name.isidentifier(), name
        assert text.endswith((".", "?", "!")) and len(text.split()) > 3, name


def test_titles_and_numbers_are_unique():
    """No two exercises have one number or one title."""
    exercises = catalog.load()

    assert len({exercise.number for exercise in exercises}) == len(exercises)
    assert len({exercise.title for exercise in exercises}) == len(exercises)


def test_nothing_lies_around_without_an_exercise():
    """Solutions and answers belong to exercises that exist."""
    exercises = catalog.load()

    assert set(ROOT.glob("solutions/*/*.py")) == {exercise.solution for exercise in exercises}
    assert {path for path in ROOT.glob("tests/answers/*/*/") if path.name[0] != "."} <= {
        exercise.answers for exercise in exercises
    }


def misconceptions(path: Path) -> list[tuple[str, str]]:
    """Return id and text of every misconception that a suite names, read without importing it."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    found = [node for node in calls if isinstance(node.func, ast.Name) and node.func.id == "Misconception"]
    return [tuple(ast.literal_eval(argument) for argument in node.args) for node in found]  # type: ignore[misc]


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
