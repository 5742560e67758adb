"""Faults of the machine: full and read-only disks, a clock that jumps, processes that are killed: nothing is lost."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from jsonschema import Draft202012Validator

from checkout import Checkout
from grader import catalog, pipeline
from grader.errors import GradingError
from grader.report import schema
from tests.gradings import interpreter_for, start
from tests.leftovers import children, is_soon, processes_in

NOBODY = 65534
EXERCISES = catalog.load()
(E16,) = catalog.select(EXERCISES, ["e16"])


def mounted(place: Path, options: str) -> bool:
    """Mount a memory disk; False where that is not allowed."""
    place.mkdir()
    if os.geteuid() or not shutil.which("mount"):
        return False
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True)
    return done.returncode == 0


@contextlib.contextmanager
def disk(place: Path, options: str) -> Iterator[Path]:
    """A disk of its own for a test, where this user may mount one; else the test says so and ends."""
    if not mounted(place, options):
        pytest.skip("this user may not mount a disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path / "kata")
    shutil.copyfile(E16.solution, made.path / "exercises" / E16.file)
    return made


def report_at(path: Path) -> dict:
    report = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator(schema.read()).validate(report)
    return report


def test_a_full_disk_for_temporary_files_is_said(checkout, tmp_path):
    """Without room for a worker's directory nothing is graded: exit 3, a message, and the old report stays."""
    first = checkout.run("grade", "e16")
    before = (checkout.path / "reports" / "score.json").read_bytes()
    # Enough for what Python tries out, and for the first of the grader's own.
    with disk(tmp_path / "full", "size=64k,nr_inodes=3") as full:
        done = checkout.run("grade", "e16", TMPDIR=str(full))
        left = list(full.iterdir())

    assert first.returncode == 0, first.stdout + first.stderr
    assert done.returncode == 3
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert (checkout.path / "reports" / "score.json").read_bytes() == before
    assert left == []


def test_a_full_disk_for_the_report_is_said(checkout, tmp_path):
    """Without room for the report the command says so with exit 3, and the old report stays whole."""
    with disk(tmp_path / "full", "size=64k") as full:
        target = full / "score.json"
        checkout.run("grade", "e16", "--report", str(target))
        before = target.read_bytes()
        with contextlib.suppress(OSError), open(full / "filler", "wb") as filler:
            filler.write(bytes(1 << 20))
        done = checkout.run("grade", "--report", str(target))
        left = sorted(path.name for path in full.iterdir())
        after = target.read_bytes()

    assert done.returncode == 3
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert (after, left) == (before, ["filler", "score.json"])


def test_a_disk_without_programs_will_do(checkout, tmp_path):
    """A folder for temporary files from which nothing may be started (`noexec`) is enough to grade."""
    with disk(tmp_path / "noexec", "size=16m,noexec,nosuid,nodev") as folder:
        done = checkout.run("grade", "e16", TMPDIR=str(folder))
        left = list(folder.iterdir())

    assert done.returncode == 0, done.stdout + done.stderr
    assert left == []


def test_a_read_only_checkout_grades_into_a_report_elsewhere():
    """In a checkout that cannot be written to, another tree is graded, into a report elsewhere; the own one not."""
    uid = NOBODY if os.geteuid() == 0 and interpreter_for(NOBODY) else os.geteuid()
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        place = Path(name)
        place.chmod(0o755)
        made = Checkout(place / "kata")
        tree, own = submitted(place / "tree"), place / "own"
        own.mkdir()
        os.chown(own, uid, -1)
        with read_only(made.path):
            other = command(uid, made, own, "--submission", str(tree), "--report", str(own / "score.json"))
            mine = command(uid, made, own)
        report = report_at(own / "score.json")

    assert (other.returncode, other.stderr) == (0, "")
    assert report["score"] == E16.points
    assert mine.returncode == 3
    assert "Permission denied" in mine.stderr
    assert "Traceback" not in mine.stderr


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield
    for path in paths:
        path.chmod(0o755)


def command(uid: int, made: Checkout, temporary: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    process = start(
        uid,
        ["-m", "grader", "grade", "e16", *arguments],
        {"TMPDIR": str(temporary), "CI": ""},
        made.path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, err = process.communicate(timeout=240)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def test_a_clock_that_jumps_changes_nothing(tmp_path):
    """While the time of day jumps to and fro by days, limits hold as before and durations stay what they are."""
    days = iter(range(10**9))
    tree = submitted(tmp_path)
    with mock.patch("time.time", lambda: 86400.0 * (next(days) % 7)), pipeline.Grader() as grader:
        report = grader.grade(pipeline.Request((E16,), tree, allow_unconfined=True)).report

    assert report["exercises"][0]["status"] == "solved"
    assert 0 <= report["duration_s"] < 86400


def submitted(folder: Path) -> Path:
    (folder / E16.file).parent.mkdir(parents=True)
    shutil.copyfile(E16.solution, folder / E16.file)
    return folder


@pytest.mark.parametrize("victim", ["template", "nursery"])
def test_a_process_that_was_killed_between_two_gradings_is_replaced(victim, tmp_path):
    """Who kills a process that stands ready costs the next grading nothing but time."""
    request = pipeline.Request((E16,), submitted(tmp_path), allow_unconfined=True)
    others = children(os.getpid())
    with pipeline.Grader() as grader:
        grader.grade(request)
        killed = grader._template if victim == "template" else grader._nursery
        os.kill(killed.pid, signal.SIGKILL)
        assert is_soon(lambda: not killed.alive)
        report = grader.grade(request).report
        standing = grader.standing

        assert report["exercises"][0]["status"] == "solved"
        assert children(os.getpid()) - others == standing
        assert killed.pid not in standing


SLEEPER = """
import time


class CenteredLayer:
    def __init__(self):
        time.sleep(60)
"""


@pytest.mark.parametrize("victim", ["template", "nursery"])
def test_a_process_that_was_killed_while_it_was_needed_gives_no_points(victim, tmp_path):
    """Who kills the grader's own processes in the middle gets no score, only the news of it, and nothing runs on."""
    tree = submitted(tmp_path)
    (tree / E16.file).write_text(SLEEPER)
    others = children(os.getpid())
    with pipeline.Grader() as grader:

        def kill(event: dict) -> None:
            time.sleep(0.3)
            os.kill(grader._template.pid if victim == "template" else grader._nursery.pid, signal.SIGKILL)

        with pytest.raises(GradingError):
            grader.grade(pipeline.Request((E16,), tree, allow_unconfined=True), kill)
        assert is_soon(lambda: children(os.getpid()) - others <= grader.standing)
    assert is_soon(lambda: children(os.getpid()) <= others)


def test_a_killed_judge_is_replaced_and_its_exercise_is_garbled(tmp_path):
    """A judge that dies while it judges takes no other exercise with it, and what it left open earns nothing."""
    tree = submitted(tmp_path)
    (tree / E16.file).write_text(SLEEPER)
    killed: list[int] = []
    with pipeline.Grader() as grader:

        def kill(event: dict) -> None:
            if not killed and event["event"] == "started":
                time.sleep(0.3)
                killed.extend(children(grader._nursery.pid))
                os.kill(killed[0], signal.SIGKILL)

        report = grader.grade(pipeline.Request((E16,), tree, allow_unconfined=True), kill).report

    assert len(killed) == 1
    assert report["status"] == "graded"
    assert {check["status"] for check in report["exercises"][0]["checks"]} == {"garbled"}
    assert processes_in(tree) == []
