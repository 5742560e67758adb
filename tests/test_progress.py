"""Progress: what a learner has reached is kept, whatever happens to its file."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import GradingError
from grader.progress import Progress, Standing
from tests.reports import exercise, report

MLP, TIE = "01_modules/e01_mlp", "02_parameters/e09_tie"


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "exercises" / ".progress.json"


def graded(progress: Progress, score: float | None, status: str = "partial", exercise: str = MLP) -> None:
    progress.graded([{"id": exercise, "status": status, "score": score}])


def test_nobody_has_reached_anything_yet(path):
    """Without a file every exercise stands at the beginning, and asking writes nothing."""
    assert Progress(path).of(MLP) == Standing(0.0, 0, 0, "not_attempted")
    assert not path.parent.exists()


def test_the_best_score_stays(path):
    """A later grading with fewer points leaves the best score, and tells the present status."""
    progress = Progress(path)
    for score, status in ((2.5, "partial"), (5, "solved"), (0, "broken")):
        graded(progress, score, status)

    standing = Progress(path).of(MLP)
    assert progress.of(MLP) == standing == Standing(5.0, 3, 0, "broken", solved_at=standing.solved_at)


@pytest.fixture
def days(monkeypatch) -> None:
    """Let each moment that is noted be a day after the one before."""
    moments = (f"2026-11-{day:02}T08:00:00+00:00" for day in range(1, 30))
    monkeypatch.setattr("grader.progress._now", lambda: next(moments))


def test_the_first_success_is_dated(path, days):
    """When an exercise was first solved stays, however often it is graded after; before that there is no date."""
    progress = Progress(path)
    graded(progress, 2, "partial")
    assert Progress(path).of(MLP).solved_at is None
    for score, status in ((5, "solved"), (1, "partial"), (5, "solved")):
        graded(progress, score, status)

    assert Progress(path).of(MLP).solved_at == "2026-11-01T08:00:00+00:00"


def test_who_gave_up_is_remembered(path, days):
    """The first time that a solution was shown early stays, beside all that is known."""
    progress = Progress(path)
    progress.hinted(MLP, 3)
    progress.gave_up(MLP)
    progress.gave_up(MLP)

    assert Progress(path).of(MLP) == Standing(hints_used=3, gave_up_at="2026-11-01T08:00:00+00:00")


def test_two_at_work_side_by_side_lose_nothing(path):
    """What one command noted while another was at work is still there after the other's next change."""
    watching, hinting = Progress(path), Progress(path)
    graded(watching, 2, "partial")
    hinting.hinted(MLP, 1)
    hinting.hinted(TIE, 2)
    graded(watching, 4, "partial")

    assert Progress(path).of(MLP) == Standing(4.0, 2, 1, "partial")
    assert Progress(path).of(TIE) == Standing(hints_used=2)


def test_a_report_is_told_the_hints(path):
    """Every exercise of a report says how many hints were used, and the report that was given stays as it is."""
    progress = Progress(path)
    progress.hinted(MLP, 2)
    before = report(exercise("partial", MLP), exercise("failed", TIE))
    told = progress.with_hints(before)

    assert [entry["hints_used"] for entry in told["exercises"]] == [2, 0]
    assert [entry["hints_used"] for entry in before["exercises"]] == [None, None]
    assert {**told, "exercises": None} == {**before, "exercises": None}


def test_only_attempts_are_counted(path):
    """A stub is no attempt, and what could not be judged changes nothing."""
    progress = Progress(path)
    graded(progress, 0, "not_attempted")
    graded(progress, 3, "partial")
    graded(progress, None, "not_judged")

    assert progress.of(MLP) == Standing(3.0, 1, 0, "partial")


def test_hints_are_remembered_beside_scores(path):
    """Grading leaves the hints and hints leave the score, exercise by exercise."""
    progress = Progress(path)
    progress.hinted(MLP, 2)
    graded(progress, 4, "partial")
    progress.hinted(TIE, 1)

    again = Progress(path)
    assert (again.of(MLP).hints_used, again.of(MLP).best_score) == (2, 4.0)
    assert again.of(TIE) == Standing(hints_used=1)


def test_every_change_is_on_disk_at_once(path):
    """After each change a new reader knows it, and no temporary file is left."""
    progress = Progress(path)
    for rung in (1, 2, 3):
        progress.hinted(MLP, rung)
        assert Progress(path).of(MLP).hints_used == rung
    assert os.listdir(path.parent) == [path.name]


GOOD = {"best_score": 1.0, "attempts": 1, "hints_used": 0, "status": "partial"}
SPOILT = {
    "nothing": "",
    "half a file": '{"version": 1, "exerc',
    "no text": b"\xff\xfe\x00",
    "a list": "[]",
    "a number": "5",
    "no version": json.dumps({"exercises": {MLP: GOOD}}),
    "another version": json.dumps({"version": 3, "exercises": {MLP: GOOD}}),
    "no exercises": '{"version": 1}',
    "a list of exercises": '{"version": 1, "exercises": []}',
    "exercises of numbers": '{"version": 1, "exercises": {"a": 1}}',
    "depth": "[" * 100_000,
    "an unknown field": json.dumps({"version": 1, "exercises": {MLP: GOOD | {"more": 1}}}),
    "a score in words": json.dumps({"version": 1, "exercises": {MLP: GOOD | {"best_score": "5"}}}),
    "a score by truth": json.dumps({"version": 1, "exercises": {MLP: GOOD | {"best_score": True}}}),
    "a score that is none": json.dumps({"version": 1, "exercises": {MLP: GOOD | {"best_score": math.nan}}}),
    "an endless score": json.dumps({"version": 1, "exercises": {MLP: GOOD | {"best_score": math.inf}}}),
    "a score below zero": json.dumps({"version": 1, "exercises": {MLP: GOOD | {"best_score": -1}}}),
    "half an attempt": json.dumps({"version": 1, "exercises": {MLP: GOOD | {"attempts": 1.5}}}),
    "hints below zero": json.dumps({"version": 1, "exercises": {MLP: GOOD | {"hints_used": -1}}}),
    "a status of lists": json.dumps({"version": 1, "exercises": {MLP: GOOD | {"status": []}}}),
    "a status that is none": json.dumps({"version": 1, "exercises": {MLP: GOOD | {"status": "\x1b[31m"}}}),
    "a day in words": json.dumps({"version": 1, "exercises": {MLP: GOOD | {"solved_at": "yesterday"}}}),
    "a day in numbers": json.dumps({"version": 1, "exercises": {MLP: GOOD | {"gave_up_at": 5}}}),
    "a day before all days": json.dumps(
        {"version": 1, "exercises": {MLP: GOOD | {"solved_at": "0001-01-01T00:00:00+23:00"}}}
    ),
}


@pytest.mark.parametrize("content", SPOILT.values(), ids=list(SPOILT))
def test_a_file_that_cannot_be_read_is_put_aside(path, content):
    """Garbage in the file costs the progress, not the grading; nothing is thrown away."""
    path.parent.mkdir()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = path.read_bytes()

    told: list[str] = []
    progress = Progress(path, told.append)
    graded(progress, 2, "partial")

    assert progress.of(MLP) == Progress(path).of(MLP) == Standing(2.0, 1, 0, "partial")
    (aside,) = path.parent.glob("*.bak")
    assert aside.read_bytes() == before
    assert len(told) == 1 and str(path) in told[0] and aside.name in told[0]


def test_a_file_of_the_first_version_still_counts(path):
    """What was reached before times were noted is kept, and written on."""
    path.parent.mkdir()
    path.write_text(json.dumps({"version": 1, "exercises": {MLP: GOOD}}))
    progress = Progress(path)
    progress.hinted(MLP, 1)

    assert Progress(path).of(MLP) == Standing(1.0, 1, 1, "partial")
    assert json.loads(path.read_text())["version"] == 2
    assert list(path.parent.glob("*.bak")) == []


def test_each_file_put_aside_stays(path, monkeypatch):
    """Several files put aside in the same second are all kept."""
    monkeypatch.setattr("time.time", lambda: 1_800_000_000.0)
    path.parent.mkdir()
    for content in ("one", "two", "three"):
        path.write_text(content)
        Progress(path)

    assert sorted(aside.read_text() for aside in path.parent.glob("*.bak")) == ["one", "three", "two"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
STANDINGS = st.dictionaries(st.just(MLP), st.fixed_dictionaries({}, optional=dict.fromkeys([*GOOD, "solved_at"], JSON)))


@settings(max_examples=150, deadline=None, database=None)
@given(JSON | st.fixed_dictionaries({"version": st.just(2), "exercises": STANDINGS}))
def test_no_content_keeps_anybody_from_being_graded(tmp_path_factory, content):
    """Whatever stands in the file, the next grading is noted, and a score is a score."""
    path = tmp_path_factory.mktemp("progress") / "progress.json"
    path.write_text(json.dumps(content))
    progress = Progress(path)
    graded(progress, 2, "partial")

    assert 2 <= Progress(path).of(MLP).best_score < math.inf


def test_what_cannot_be_written_is_told(tmp_path):
    """A path that can hold no file is the grader's trouble, in one sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(GradingError, match="progress"):
        Progress(tmp_path / "file" / "progress.json")

    progress = Progress(tmp_path / "folder" / "progress.json")
    (tmp_path / "folder").write_text("")
    with pytest.raises(GradingError, match="neither read nor put aside"):
        progress.hinted(MLP, 1)


def test_a_failed_write_leaves_the_old_file(path, monkeypatch):
    """When the last step fails, what was known before is still known, and nothing lies around."""
    progress = Progress(path)
    progress.hinted(MLP, 1)

    def full(*names):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(GradingError, match="No space left"):
        progress.hinted(MLP, 2)
    monkeypatch.undo()

    assert Progress(path).of(MLP).hints_used == 1
    assert os.listdir(path.parent) == [path.name]
