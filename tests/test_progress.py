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

    assert progress.of(MLP) == Progress(path).of(MLP) == Standing(5.0, 3, 0, "broken")


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
    "no exercises": '{"version": 1}',
    "a list of exercises": '{"exercises": []}',
    "exercises of numbers": '{"exercises": {"a": 1}}',
    "depth": "[" * 100_000,
    "an unknown field": json.dumps({"exercises": {MLP: GOOD | {"more": 1}}}),
    "a score in words": json.dumps({"exercises": {MLP: GOOD | {"best_score": "5"}}}),
    "a score by truth": json.dumps({"exercises": {MLP: GOOD | {"best_score": True}}}),
    "a score that is none": json.dumps({"exercises": {MLP: GOOD | {"best_score": math.nan}}}),
    "an endless score": json.dumps({"exercises": {MLP: GOOD | {"best_score": math.inf}}}),
    "a score below zero": json.dumps({"exercises": {MLP: GOOD | {"best_score": -1}}}),
    "half an attempt": json.dumps({"exercises": {MLP: GOOD | {"attempts": 1.5}}}),
    "hints below zero": json.dumps({"exercises": {MLP: GOOD | {"hints_used": -1}}}),
    "a status of lists": json.dumps({"exercises": {MLP: GOOD | {"status": []}}}),
}


@pytest.mark.parametrize("content", SPOILT.values(), ids=list(SPOILT))
def test_a_file_that_cannot_be_read_is_put_aside(path, content):
    """Garbage in the file costs the progress, not the grading; nothing is thrown away."""
    path.parent.mkdir()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = path.read_bytes()

    progress = Progress(path)
    graded(progress, 2, "partial")

    assert progress.of(MLP) == Progress(path).of(MLP) == Standing(2.0, 1, 0, "partial")
    (aside,) = path.parent.glob("*.bak")
    assert aside.read_bytes() == before


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
STANDINGS = st.dictionaries(st.just(MLP), st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD, JSON)))


@settings(max_examples=150, deadline=None, database=None)
@given(JSON | st.fixed_dictionaries({"exercises": STANDINGS}))
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
    with pytest.raises(GradingError, match="cannot be written"):
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
