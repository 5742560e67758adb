"""The catalog: exercises are found by their path, read without being imported, and named in many ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader import catalog
from grader.catalog import CheckEntry
from grader.errors import SuiteError, UsageError
from trees import ID, SUITE, plant, planted

IDS = ["01_modules/e01_mlp", "01_modules/e02_my_sequential", "02_parameters/e09_tie", "02_parameters/e10_tie_more"]


@pytest.fixture
def exercises(tmp_path):
    """Four exercises in two sections."""
    for exercise in IDS:
        plant(tmp_path, exercise)
    return catalog.load(tmp_path)


def names(chosen: tuple[catalog.Exercise, ...]) -> list[str]:
    return [exercise.number for exercise in chosen]


def complaint(root: Path) -> str:
    with pytest.raises(SuiteError) as caught:
        catalog.load(root)
    return str(caught.value)


# -- reading


def test_a_suite_is_read_whole(tmp_path):
    """Title, points and checks are what the test module declares."""
    exercise = planted(tmp_path)

    assert (exercise.id, exercise.title, exercise.points) == (ID, "A number, doubled", 3.0)
    assert exercise.checks == (
        CheckEntry("test_doubles", "f doubles its argument.", "value", 2.0, False, False),
        CheckEntry("test_integers", "Integers stay integers.", "robustness", 1.0, True, False),
        CheckEntry("test_name", "The function has a name.", "state", 0.0, False, True),
    )


def test_every_part_of_an_exercise_has_its_place(tmp_path):
    """All paths follow from the exercise's own."""
    exercise = planted(tmp_path)
    suite = tmp_path / "grader" / "suites" / "01_first" / "e01_double"

    assert (exercise.section, exercise.slug, exercise.number) == ("01_first", "e01_double", "e01")
    assert exercise.file == "01_first/e01_double.py"
    assert exercise.tests == suite / "test_e01_double.py"
    assert (exercise.probes, exercise.hints) == (suite / "probes.py", suite / "hints.md")
    assert exercise.solution == tmp_path / "solutions" / "01_first" / "e01_double.py"
    assert exercise.stub == tmp_path / "exercises" / "01_first" / "e01_double.py"
    assert exercise.answers == tmp_path / "tests" / "answers" / "01_first" / "e01_double"


def test_an_extra_says_so(tmp_path):
    """An exercise is an extra exactly when its suite declares it."""
    assert not planted(tmp_path / "one").extra
    assert planted(tmp_path / "two", suite=SUITE.replace("POINTS = 3", "POINTS = 3\nEXTRA_CREDIT = True")).extra


def test_suites_are_not_imported(tmp_path):
    """A suite that would do harm, or cannot be imported at all, is read like any other."""
    harm = f"open({str(tmp_path / 'harm')!r}, 'w')\nimport no_such_module\nraise SystemExit\n"
    exercise = planted(tmp_path, suite=SUITE + harm, probes=harm)

    assert len(exercise.checks) == 3
    assert not (tmp_path / "harm").exists()


def test_order_is_the_name(exercises):
    """Exercises come in the order of their paths, whatever the file system says."""
    assert [exercise.id for exercise in exercises] == IDS


def test_a_second_test_module_makes_no_second_exercise(tmp_path):
    """One folder is one exercise, whatever else lies in it."""
    folder = plant(tmp_path)
    (folder / "test_helpers.py").write_text("x = 1\n")

    assert [exercise.id for exercise in catalog.load(tmp_path)] == [ID]


def test_helpers_are_no_checks(tmp_path):
    """Functions without the decorator and without `test_` in front are helpers."""
    exercise = planted(tmp_path, suite=SUITE + "\n\ndef helper():\n    pass\n")

    assert len(exercise.checks) == 3


def test_the_repository_itself_can_be_read():
    """The exercises of this repository load."""
    assert catalog.load()


SPOILT = {
    "no docstring": (lambda suite: suite.replace('"""A number, doubled."""', "", 1), 1, "docstring is missing"),
    "an empty docstring": (lambda suite: suite.replace("A number, doubled.", " ", 1), 1, "docstring is missing"),
    "no points": (lambda suite: suite.replace("POINTS = 3", ""), 1, "write `POINTS = 10`"),
    "points of nothing": (lambda suite: suite.replace("POINTS = 3", "POINTS = 0"), 5, "not 0"),
    "points in words": (lambda suite: suite.replace("POINTS = 3", 'POINTS = "3"'), 5, "not '3'"),
    "points by truth": (lambda suite: suite.replace("POINTS = 3", "POINTS = True"), 5, "not True"),
    "computed points": (lambda suite: suite.replace("POINTS = 3", "POINTS = sum([1, 2])"), 5, "literal"),
    "no decorator": (
        lambda suite: suite.replace('@check(points=2, kind="value")\n', ""),
        8,
        "test_doubles needs `@check",
    ),
    "a bare decorator": (lambda suite: suite.replace('check(points=2, kind="value")', "check"), 9, "needs `@check"),
    "no rule": (lambda suite: suite.replace("f doubles its argument.", ""), 9, "test_doubles needs a docstring"),
    "no kind": (lambda suite: suite.replace(', kind="value"', ""), 9, "test_doubles declares no 'kind'"),
    "no points of a check": (lambda suite: suite.replace("points=2, ", ""), 9, "test_doubles declares no 'points'"),
    "positional": (lambda suite: suite.replace('points=2, kind="value"', '2, "value"'), 9, "declares no 'kind'"),
    "unpacked": (lambda suite: suite.replace('points=2, kind="value"', "**given"), 9, "declares no 'kind'"),
    "a kind by name": (lambda suite: suite.replace('kind="value"', "kind=VALUE"), 8, "literal"),
    "a computed number": (lambda suite: suite.replace("points=2", "points=4 / 2"), 8, "literal"),
    "an unhashable literal": (lambda suite: suite.replace("points=2", "points={[]: 1}"), 8, "literal"),
    "a number in words": (lambda suite: suite.replace("points=2", 'points="2"'), 9, "'points' that cannot be one: '2'"),
    "a number by truth": (
        lambda suite: suite.replace("points=2", "points=True"),
        9,
        "'points' that cannot be one: True",
    ),
    "a kind that is a number": (lambda suite: suite.replace('kind="value"', "kind=1"), 9, "'kind' that cannot be one"),
    "an extra in words": (
        lambda suite: suite.replace("POINTS = 3", 'POINTS = 3\nEXTRA_CREDIT = "yes"'),
        6,
        "not 'yes'",
    ),
    "a syntax error": (lambda suite: suite.replace("def test_doubles(", "def test_doubles)"), 9, "not Python"),
    "NUL bytes": (lambda suite: suite + "\0", 1, "not Python"),
}


@pytest.mark.parametrize(("spoil", "line", "message"), SPOILT.values(), ids=list(SPOILT))
def test_what_a_suite_must_declare_is_missed_by_place(tmp_path, spoil, line, message):
    """Whatever is missing or wrong is told with the file, the line and the cure."""
    folder = plant(tmp_path, suite=spoil(SUITE))

    text = complaint(tmp_path)

    assert text.startswith(f"{folder / 'test_e01_double.py'}:{line}: ")
    assert message in text


def test_a_missing_half_is_named(tmp_path):
    """A suite without probes, or without the test module of its name, is told which file it lacks."""
    folder = plant(tmp_path, probes=None)
    assert str(folder / "probes.py") in complaint(tmp_path)

    plant(tmp_path)
    (folder / "test_e01_double.py").rename(folder / "test_e01_doubled.py")
    assert str(folder / "test_e01_double.py") in complaint(tmp_path)


def test_another_encoding_is_told(tmp_path):
    """A suite that is not UTF-8 is an author's mistake, not a crash."""
    folder = plant(tmp_path)
    (folder / "test_e01_double.py").write_bytes(SUITE.replace("number", "größe").encode("latin-1"))

    assert "UTF-8" in complaint(tmp_path)


# -- selecting


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ([], ["e01", "e02", "e09", "e10"]),
        (["e02"], ["e02"]),
        (["my_sequential"], ["e02"]),
        (["e02_my_sequential"], ["e02"]),
        (["01_modules"], ["e01", "e02"]),
        (["01_modules/e02_my_sequential"], ["e02"]),
        (["01_modules/e02_my_sequential.py"], ["e02"]),
        (["exercises/01_modules/e02_my_sequential.py"], ["e02"]),
        (["./exercises/01_modules/e02_my_sequential.py"], ["e02"]),
        (["/home/me/kata/exercises/01_modules/e02_my_sequential.py"], ["e02"]),
        ([r"exercises\01_modules\e02_my_sequential.py"], ["e02"]),
        (["exercises/01_modules/"], ["e01", "e02"]),
        (["tie"], ["e09"]),
        (["e09", "e01"], ["e01", "e09"]),
        (["02_parameters", "e09", "e02"], ["e02", "e09", "e10"]),
        (["e01", "e01"], ["e01"]),
    ],
)
def test_names_select_exercises(exercises, wanted, found):
    """Every kind of name selects, in the catalog's order and without doubles."""
    assert names(catalog.select(exercises, wanted)) == found


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("my_seqential", "my_sequential"),
        ("mpl", "mlp"),
        ("e2", "e02"),
        ("01_module", "01_modules"),
        ("01_modules/e02_sequential", "01_modules/e02_my_sequential"),
        ("exercises/02_parameters/e9_tie.py", "02_parameters/e09_tie"),
        ("tying", "tie"),
    ],
)
def test_the_nearest_names_are_offered(exercises, name, offered):
    """A name that matches nothing is answered with the ones that look like it, best first."""
    with pytest.raises(UsageError) as caught:
        catalog.select(exercises, ["e01", name])

    assert repr(name) in str(caught.value)
    assert offered in str(caught.value).split("Did you mean: ")[1].split("?")[0].split(", ")


@pytest.mark.parametrize("name", ["", "/", ".", "xyzzy", "..", "e", "MLP", "mlp ", "e0"])
def test_what_is_no_name_selects_nothing(exercises, name):
    """Nothing is guessed: a name is right or it is answered with what there is."""
    with pytest.raises(UsageError, match="Did you mean: .*e"):
        catalog.select(exercises, [name])
