"""The list as a map: what is done, what is open, and the step to take next."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from grader import catalog
from grader.catalog import Exercise
from grader.progress import Progress
from grader.report.listing import next_exercise, render
from trees import SUITE, planted

ONE, TWO, THREE = "01_first/e01_double", "01_first/e02_treble", "02_second/e03_quadruple"
EXTRA = "01_first/e09_more"
NOW = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


@pytest.fixture
def exercises(tmp_path: Path) -> tuple[Exercise, ...]:
    """Four exercises of three points each, one of them an extra."""
    for name in (ONE, TWO, THREE):
        planted(tmp_path, name, suite=SUITE.replace("A number, doubled.", f"Title of {name[-9:]}."))
    planted(tmp_path, EXTRA, suite=SUITE.replace("POINTS = 3", "POINTS = 3\nEXTRA_CREDIT = True"))
    return catalog.load(tmp_path)


@pytest.fixture
def progress(tmp_path: Path):
    """Return a progress in which some exercises have these standings."""

    def progress_(**standings: dict) -> Progress:
        names = {"one": ONE, "two": TWO, "three": THREE, "extra": EXTRA}
        path = tmp_path / ".progress.json"
        content = {names[name]: standing for name, standing in standings.items()}
        path.write_text(json.dumps({"version": 2, "exercises": content}))
        return Progress(path)

    return progress_


def shown(exercises: tuple[Exercise, ...], progress: Progress, width: int = 80, encoding: str = "utf-8") -> list[str]:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding)
    render(exercises, progress, Console(file=file, width=width, highlight=False))
    file.flush()
    return raw.getvalue().decode(encoding).splitlines()


SOLVED = {"best_score": 3, "attempts": 1, "status": "solved", "solved_at": NOW}


def line_of(lines: list[str], word: str) -> str:
    (found,) = [line for line in lines if word in line and f"{word}.py" not in line]
    return found


def test_each_section_says_how_much_is_done(exercises, progress):
    """A section has a bar, its points and how many of its exercises are solved; extras count in none."""
    lines = shown(exercises, progress(one=SOLVED, extra=SOLVED))

    assert "█" * 10 + "░" * 10 + "  3 of 6 points, 1 of 2 solved" in line_of(lines, "01 first")
    assert "░" * 20 + "  0 of 3 points, 0 of 1 solved" in line_of(lines, "02 second")
    assert "3 of 9 points" in line_of(lines, "The chapter")
    assert lines.index(line_of(lines, "Beyond the chapter")) < lines.index(line_of(lines, "e09_more"))


@pytest.mark.parametrize(("score", "cells"), [(0, 0), (0.01, 1), (1.5, 10), (2.99, 19), (3, 20), (9, 20)])
def test_a_bar_is_full_only_when_all_is_reached(exercises, progress, score, cells):
    """The least points show, the last missing ones too, and points that a suite has lost meanwhile do not."""
    lines = shown(exercises, progress(three={"best_score": score, "status": "partial"}))

    assert line_of(lines, "02 second").count("█") == cells


def test_an_exercise_tells_its_story(exercises, progress):
    """Points, status and its day, attempts, hints and a solution that was seen stand on the exercise's line."""
    lines = shown(
        exercises,
        progress(
            one=SOLVED | {"attempts": 3, "hints_used": 1},
            two={"best_score": 1.5, "attempts": 1, "hints_used": 2, "status": "partial", "gave_up_at": NOW},
            three={"best_score": 3, "attempts": 4, "status": "broken", "solved_at": "2020-05-06T07:08:09+00:00"},
        ),
        width=120,
    )
    today = datetime.datetime.fromisoformat(NOW).astimezone()

    assert line_of(lines, "e01_double").split()[:3] == ["✓", "e01_double", "3/3"]
    assert f"solved {today.day} {today:%b}  3 attempts  1 hint  Title" in line_of(lines, "e01_double")
    assert "~ e02_treble" in line_of(lines, "e02_treble")
    assert "1.5/3  partial        1 attempt  2 hints  solution seen" in line_of(lines, "e02_treble")
    assert "3/3  broken         4 attempts  solved May 2020" in line_of(lines, "e03_quadruple")
    assert "· e09_more           0/3  not attempted" in line_of(lines, "e09_more")


@pytest.mark.parametrize(
    ("standings", "step"),
    [
        ({}, "e01"),
        ({"two": {"status": "partial"}}, "e02"),
        ({"three": {"status": "broken"}}, "e03"),
        ({"one": SOLVED}, "e02"),
        ({"one": SOLVED, "extra": {"status": "failed"}}, "e02"),
        ({"one": SOLVED, "two": SOLVED, "three": SOLVED}, "e09"),
        ({"one": SOLVED, "two": SOLVED, "three": SOLVED, "extra": SOLVED}, None),
    ],
)
def test_the_next_step_is_what_was_begun_else_what_is_new(exercises, progress, standings, step):
    """Begun exercises come before new ones, in the chapter's order, and extras when the chapter is done."""
    found = next_exercise(exercises, progress(**standings))
    lines = shown(exercises, progress(**standings))

    assert (found.number if found else None) == step
    if found:
        assert f"  exercises/{found.file}" in lines
        assert any(line.startswith(f"  python -m grader grade {step}") for line in lines)
        assert any(f"hint {step}" in line for line in lines) == (
            progress(**standings).of(found.id).status != "not_attempted"
        )
    else:
        assert "Everything is solved. Well done!" in lines


@pytest.mark.parametrize("width", [30, 80, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_no_line_is_wider_than_the_terminal(exercises, progress, width, encoding):
    """However narrow the terminal, no line wraps; where only ASCII can be written, marks and bars are ASCII."""
    lines = shown(exercises, progress(one=SOLVED, two={"status": "partial", "attempts": 10**9}), width, encoding)

    assert max(map(len, lines)) <= width
    if encoding == "ascii":
        assert "+ e01_double" in line_of(lines, "e01_double")
        assert width == 30 or "##########----------" in line_of(lines, "01 first")
