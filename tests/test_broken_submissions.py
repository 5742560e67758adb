"""Broken and hostile submissions: each gets the status and the message that a learner needs, and harms nobody."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import grader.scores  # noqa: F401 (not later, when another user may not read it)
from grader import catalog, pipeline
from grader.authoring import stubs
from grader.limits import Limits
from grader.report import schema
from grader.worker.confinement import mechanisms
from tests.expectations import FILE, Expected, Report, broken, compare, expected
from tests.leftovers import children, is_soon

FOLDER = Path(__file__).with_name("submissions")
EXERCISES = catalog.load()
(E01,) = catalog.select(EXERCISES, ["e01"])
VALIDATOR = Draft202012Validator(schema.read())
NOBODY = 65534
SEED = 20261123

CONFINED = {name.split()[0] for name in mechanisms()} >= {"landlock", "seccomp"}
needs_confinement = pytest.mark.skipif(not CONFINED, reason="submissions cannot be confined here")


def symptoms() -> list[Any]:
    """One parameter for each folder of submissions."""
    folders = sorted(path.parent for path in FOLDER.glob("*/expected.json"))
    return [
        pytest.param(folder, id=folder.name, marks=[needs_confinement] if "confinement" in expected(folder) else [])
        for folder in folders
    ]


@pytest.fixture
def grade(grader: pipeline.Grader, temporary_folder: Path) -> Iterator[Callable[..., Report]]:
    """Grades a tree with the warm grader; afterwards nothing must be left running or lying about."""

    def grade(tree: Path, exercises: tuple[catalog.Exercise, ...] = (E01,), limits: Limits | None = None) -> Report:
        request = pipeline.Request(exercises, tree, seed=SEED, allow_unconfined=not CONFINED, limits=limits or Limits())
        report = grader.grade(request).report
        assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(report)] == []
        return report

    warm, opened = grader.standing, len(os.listdir("/proc/self/fd"))
    yield grade
    assert sorted(temporary_folder.glob("builders-guide-*")) == []
    assert children(os.getpid()) == grader.standing
    assert is_soon(lambda: not any(children(pid) for pid in grader.standing))
    # The first grading opens what stays open: the ways to the template and to what forks judges.
    assert not warm & grader.standing or len(os.listdir("/proc/self/fd")) == opened


@pytest.mark.parametrize("folder", symptoms())
def test_a_symptom_gets_the_report_that_it_must_get(folder, grade, tmp_path):
    """Each submission of the collection gets its status, its message and its own lines, and leaves nothing."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "there").write_text("as it was")
    tree = copied(folder, tmp_path / "tree", outside)
    wanted = expected(folder)

    report = grade(tree, limits=Limits(**wanted.get("limits", {})))

    compare(report, wanted)
    assert [path.name for path in outside.iterdir()] == ["there"]
    assert (outside / "there").read_text() == "as it was"
    assert stat.S_IMODE((outside / "there").stat().st_mode) & 0o022 == 0
    assert left_behind() == []


def copied(folder: Path, tree: Path, outside: Path) -> Path:
    shutil.copytree(folder, tree)
    for path in tree.glob("*/*.py"):
        path.write_bytes(path.read_bytes().replace(b"@OUTSIDE@", str(outside).encode()))
    return tree


def left_behind() -> list[Path]:
    """Return what `writes_outside` would have left in places where others have things of their own."""
    root, torch = catalog.ROOT, importlib.util.find_spec("torch")
    places = [Path(name) for name in ("/tmp", "/var/tmp", "/dev/shm", "/etc", sys.prefix)]
    places += [Path.home().parent, Path(torch.origin).parent if torch and torch.origin else root]
    places += [root, root / "grader", root / "reports", root / "solutions" / "01_modules"]
    return [place for place in places if os.path.lexists(place / "left-by-a-submission")]


RIGHT = E01.solution.read_bytes()
STUB = stubs.derive(E01.solution).encode()
NOT_ATTEMPTED = {"status": "not_attempted", "checks": ["not_attempted"], "contains": ["is as it was handed out"]}
SOLVED = {"status": "solved", "checks": ["passed"]}


# Files that a repository cannot hold, or not for long: what they are made of, and what is said about them.
CONTENTS = {
    "the stub": (STUB, NOT_ATTEMPTED),
    "the stub with the line ends of Windows": (STUB.replace(b"\n", b"\r\n"), NOT_ATTEMPTED),
    "the solution with the line ends of Windows": (RIGHT.replace(b"\n", b"\r\n"), SOLVED),
    "a byte order mark": (b"\xef\xbb\xbf" + RIGHT, SOLVED),
    "bytes that are no UTF-8": (
        RIGHT.replace(b"out(F.", b"out('\xff\xfe' and F."),
        broken("is not valid Python at line", "codec can't decode byte 0xff", "return self.out("),
    ),
    "an unknown encoding": (b"# coding: elvish\n" + RIGHT, broken("is not valid Python: unknown encoding: elvish.")),
    "a NUL byte": (
        RIGHT.replace(b"class MLP", b"\0class MLP"),
        broken("it contains NUL bytes. Save it as UTF-8 text."),
    ),
    "UTF-16": (RIGHT.decode().encode("utf-16"), broken("it contains NUL bytes. Save it as UTF-8 text.")),
    "mixed tabs and blanks": (RIGHT + b"if True:\n\tx = 1\n        y = 2\n", broken("inconsistent use of tabs", "^")),
    "a thousand parentheses": (RIGHT + b"(" * 1000, broken("too many nested parentheses", "^")),
    "a hundred thousand signs": (
        RIGHT + b"x = " + b"-" * 100_000 + b"1\n",
        broken("could not be imported: MemoryError"),
    ),
    "a hundred thousand terms": (RIGHT + b"x = 1" + b" + 1" * 100_000, broken("An expression is nested too deeply.")),
    "a mebibyte and a byte": (RIGHT.ljust((1 << 20) + 1, b"\n"), broken("It has 1048577 bytes; at most 1048576")),
    "fifty megabytes": (RIGHT.ljust(50 << 20, b"\n"), broken("It has 52428800 bytes; at most 1048576 are graded")),
}


@pytest.mark.parametrize("content", CONTENTS)
def test_a_file_of_strange_bytes_gets_its_message(content, grade, tmp_path):
    """What a file holds besides Python is said in words, whatever it is."""
    source, wanted = CONTENTS[content]
    put(tmp_path).write_bytes(source)

    compare(grade(tmp_path), wanted)


def put(tree: Path) -> Path:
    """Return the path of the submitted file in a tree, with its folder made."""
    (tree / FILE).parent.mkdir()
    return tree / FILE


def link_the_folder(tree: Path, target: Path) -> None:
    (tree / FILE).parent.symlink_to(target)


# Things in the place of the file.
THINGS: dict[str, tuple[Callable[[Path], Any], Expected]] = {
    "no folder at all": (lambda tree: None, {"status": "not_attempted", "checks": ["not_attempted"]}),
    "a folder": (lambda tree: put(tree).mkdir(), broken("It is a folder; a Python file was expected.")),
    "a file in place of the folder": (lambda tree: (tree / "01_modules").touch(), broken("Not a directory")),
    "a named pipe": (lambda tree: os.mkfifo(put(tree)), broken("It is not an ordinary file.")),
    "a link to the solution": (lambda tree: put(tree).symlink_to(E01.solution), broken("It is a symbolic link")),
    "a link to itself": (lambda tree: put(tree).symlink_to(tree / FILE), broken("It is a symbolic link")),
    "a link to nothing": (lambda tree: put(tree).symlink_to(tree / "nothing"), broken("It is a symbolic link")),
    "a link to a device": (lambda tree: put(tree).symlink_to("/dev/zero"), broken("It is a symbolic link")),
    "a folder linked to the solutions": (
        lambda tree: link_the_folder(tree, E01.solution.parent),
        broken("Its folder is a symbolic link that leads out of the submission."),
    ),
    "a folder linked to itself": (
        lambda tree: link_the_folder(tree, tree / "01_modules"),
        broken("Too many levels of symbolic links"),
    ),
}


@pytest.mark.parametrize("thing", THINGS)
def test_a_thing_in_place_of_the_file_gets_its_message(thing, grade, tmp_path):
    """What is no ordinary file of the submission's own is not graded, and the report says why."""
    make, wanted = THINGS[thing]
    make(tmp_path)

    compare(grade(tmp_path), wanted)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may read everything: be nobody for a while, where this process is root."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("closed", ["the file", "the folder"])
def test_a_file_that_may_not_be_read_gets_its_message(closed, grade):
    """A file or a folder without the permission to read it is the learner's to mend, and the report says so."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        tree = Path(name)
        tree.chmod(0o755)
        path = put(tree)
        path.write_bytes(RIGHT)
        (path if closed == "the file" else path.parent).chmod(0)
        with without_privileges():
            report = grade(tree)
        path.parent.chmod(0o700)

    compare(report, broken("cannot be graded. It cannot be read: Permission denied."))


@pytest.fixture(scope="module")
def solutions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree with the solution of every exercise."""
    tree = tmp_path_factory.mktemp("solutions")
    for exercise in EXERCISES:
        (tree / exercise.file).parent.mkdir(exist_ok=True)
        shutil.copyfile(exercise.solution, tree / exercise.file)
    return tree


@pytest.mark.parametrize(
    "symptom",
    [
        "syntax_error",
        "segmentation_fault",
        "ends_the_process_at_import",
        "memory_at_import",
        "writes_garbage_to_the_judge",
        pytest.param("kills_its_group", marks=needs_confinement),
    ],
)
def test_the_other_exercises_keep_their_scores(symptom, grade, solutions, tmp_path):
    """One broken file, whatever it does, costs no other exercise of the same submission a point."""
    tree = tmp_path / "tree"
    shutil.copytree(solutions, tree)
    shutil.copyfile(FOLDER / symptom / FILE, tree / FILE)

    report = grade(tree, EXERCISES)

    others = {each["id"]: each["status"] for each in report["exercises"] if each["id"] != E01.id}
    assert others == {exercise.id: "solved" for exercise in EXERCISES if exercise is not E01}
    broken_one = next(each for each in report["exercises"] if each["id"] == E01.id)
    assert broken_one["status"] == expected(FOLDER / symptom)["status"]


@pytest.mark.parametrize("symptom", ["loops_in_forward", "sleeps_in_forward"])
def test_a_hang_costs_the_time_of_one_exercise(symptom, grade, solutions, tmp_path):
    """However many checks hang, the exercise's limit ends them, and the other exercises keep their scores."""
    tree = tmp_path / "tree"
    shutil.copytree(solutions, tree)
    limits = Limits(probe_wall_s=3, exercise_wall_s=6)
    right = grade(tree, EXERCISES, limits)
    shutil.copyfile(FOLDER / symptom / FILE, tree / FILE)

    report = grade(tree, EXERCISES, limits)

    hanging = next(each for each in report["exercises"] if each["id"] == E01.id)
    assert {each["status"] for each in report["exercises"] if each is not hanging} == {"solved"}
    assert {check["status"] for check in hanging["checks"]} == {"timed_out", "blocked"}
    # The one place where a duration is asserted: that it is bounded is the point of the limit.
    assert hanging["duration_s"] <= limits.exercise_wall_s + 2
    assert report["duration_s"] <= right["duration_s"] + limits.exercise_wall_s + 2


def test_a_submission_without_time_is_not_the_graders_trouble(grade, solutions):
    """When the time of an exercise is spent at a bad moment, that is said, and the run is graded all the same."""
    report = grade(solutions, limits=Limits(exercise_wall_s=1e-6))

    compare(report, broken("was stopped: this exercise's 1e-06 seconds are spent"))


def test_without_fork_a_symptom_gets_the_same_report(tmp_path):
    """Where workers cannot be forked, each is a process of its own, and the report says the same."""
    folder, target = FOLDER / "ends_the_process_at_import", tmp_path / "score.json"
    tree = shutil.copytree(folder, tmp_path / "tree")
    options = ["--submission", tree, "--report", target, *([] if CONFINED else ["--allow-unconfined"])]
    command = [sys.executable, "-m", "grader", "grade", "e01", *map(str, options)]
    environment = os.environ | {"GRADER_WORKERS": "exec", "TMPDIR": str(tmp_path)}

    ended = subprocess.run(command, cwd=catalog.ROOT, env=environment, capture_output=True, text=True, timeout=120)

    assert (ended.returncode, ended.stderr) == (1, "")
    compare(json.loads(target.read_text(encoding="utf-8")), expected(folder))
    assert list(tmp_path.glob("builders-guide-*")) == []
