"""`solution`: the reference for who has solved the exercise, a smile before, and honesty when giving up."""

from __future__ import annotations

import ast
import json
import os
import pty
import re
import shutil
import subprocess
import sys

import pytest

from checkout import Checkout
from grader import catalog
from grader.solution import readable

ID = "01_modules/e01_mlp"


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    return Checkout(tmp_path / "kata")


def known(checkout: Checkout, **standing: object) -> None:
    path = checkout.path / "exercises/.progress.json"
    path.write_text(json.dumps({"version": 2, "exercises": {ID: standing}}))


def standing(checkout: Checkout) -> dict:
    return json.loads((checkout.path / "exercises/.progress.json").read_text())["exercises"][ID]


def test_before_it_is_solved_there_is_a_smile(checkout):
    """An open exercise's solution is refused with exit code 2, a hint and a way out; nothing is shown or noted."""
    done = checkout.run("solution", "e01")

    assert (done.returncode, done.stdout) == (2, "")
    assert "e01_mlp stands at 0 of 5 points" in done.stderr
    assert "hint e01" in done.stderr and "--give-up" in done.stderr
    assert not (checkout.path / "exercises/.progress.json").exists()


def test_once_solved_it_opens(checkout):
    """Solving an exercise opens its solution, also when the file is changed after; nobody gave up."""
    exercise = checkout.exercises[0]
    shutil.copyfile(exercise.solution, exercise.stub)
    checkout.run("grade", "e01")
    exercise.stub.write_text("broken(")
    checkout.run("grade", "e01")

    done = checkout.run("solution", "e01")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == readable(exercise.solution.read_text())
    assert standing(checkout)["gave_up_at"] is None


@pytest.mark.parametrize(
    ("fields", "opens"),
    [
        ({"best_score": 5, "status": "broken"}, True),
        ({"best_score": 0, "solved_at": "2026-11-01T08:00:00+00:00"}, True),
        ({"best_score": 4.5, "status": "partial"}, False),
        ({"gave_up_at": "2026-11-01T08:00:00+00:00"}, False),
    ],
)
def test_full_marks_or_a_day_of_success_open_it(checkout, fields, opens):
    """Full marks ever count as solved, as does the day that is noted; less does not, nor having given up before."""
    known(checkout, **fields)

    assert (checkout.run("solution", "e01").returncode == 0) == opens


def test_giving_up_is_remembered(checkout):
    """--give-up shows the solution all the same, says that this is noted, and the list tells it."""
    done = checkout.run("solution", "e01", "--give-up")

    assert done.returncode == 0
    assert done.stdout == readable(checkout.exercises[0].solution.read_text())
    assert "remembered" in done.stderr
    assert standing(checkout)["gave_up_at"]
    assert "solution seen" in checkout.run("list").stdout


def test_a_terminal_gets_colours(checkout):
    """In a terminal the program is highlighted, and without its colours it is the same text."""
    known(checkout, best_score=5, status="solved")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "solution", "e01"],
        cwd=checkout.path,
        env=checkout.environment(TERM="xterm-256color", COLUMNS="200", NO_COLOR=None),
        stdout=theirs,
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 1 << 16):
            shown += part
    except OSError:
        pass  # the other end is closed
    os.close(ours)

    assert process.wait(timeout=60) == 0
    assert b"\x1b[" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).replace("\r\n", "\n")
    assert plain.rstrip() == readable(checkout.exercises[0].solution.read_text()).rstrip()


@pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.number)
def test_what_is_shown_is_the_solution(exercise):
    """What is shown is the program as it is, without a mark of the grader's; what the marks said stays."""
    source = exercise.solution.read_text(encoding="utf-8")
    shown = readable(source)

    assert ast.dump(ast.parse(shown)) == ast.dump(ast.parse(source))
    assert "# solution:" not in shown and "# end solution" not in shown
    assert all(f"# {task}" in shown for task in re.findall(r"# solution: *(\S.*)", source))


def test_the_report_says_how_many_hints_were_used(checkout):
    """Grading one's own exercises reports the hints shown by then; of another tree nobody knows."""
    for _ in range(2):
        checkout.run("hint", "e01")
    checkout.run("grade", "e01")
    checkout.run("grade", "e01", "--submission", "solutions", "--report", "other.json", "--allow-unconfined")
    own, other = (json.loads((checkout.path / name).read_text()) for name in ("reports/score.json", "other.json"))

    assert [report["exercises"][0]["hints_used"] for report in (own, other)] == [2, None]
