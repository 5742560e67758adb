"""Every answer of the bank, judged as a submission: right ones keep full marks, wrong ones are told their idea."""

from __future__ import annotations

import ast
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader import catalog, pipeline
from grader.catalog import Exercise

SEEDS = (1, 2, 3)


@dataclass(frozen=True)
class Answer:
    """A file of the bank and what its docstring says about it."""

    exercise: Exercise
    path: Path

    @property
    def docstring(self) -> str:
        return ast.get_docstring(ast.parse(self.path.read_text(encoding="utf-8"))) or ""

    def named(self, word: str) -> str:
        """Return what stands after ``word:`` in the docstring."""
        found = re.search(rf"^{word}:\s*(\S+)\s*$", self.docstring, re.MULTILINE)
        assert found, f"{self.path} names no {word}"
        return found[1]


def bank() -> list[Answer]:
    return [Answer(exercise, path) for exercise in catalog.load() for path in sorted(exercise.answers.glob("*_*.py"))]


def answers(kind: str) -> list:
    found = [answer for answer in bank() if answer.path.name.startswith(kind)]
    return [pytest.param(answer, id=f"{answer.exercise.number}-{answer.path.stem}") for answer in found]


class Batches:
    """Judges answers in trees that hold one answer for each exercise, so that both cores have work.

    Exercises do not touch each other, which other tests show; a batch is judged when its first answer is asked for.
    """

    def __init__(self, grader: pipeline.Grader, folder: Path) -> None:
        self._grader = grader
        self._folder = folder
        self._batches: dict[str, int] = {}
        sizes: dict[str, int] = {}
        for answer in bank():
            sizes[answer.exercise.id] = number = sizes.get(answer.exercise.id, -1) + 1
            self._batches[str(answer.path)] = number
        self._judged: dict[str, list[dict]] = {}

    def __call__(self, answer: Answer) -> list[dict]:
        """Return the answer's entries in the score reports, one for each seed."""
        if str(answer.path) not in self._judged:
            number = self._batches[str(answer.path)]
            self._judge([other for other in bank() if self._batches[str(other.path)] == number], number)
        return self._judged[str(answer.path)]

    def _judge(self, batch: list[Answer], number: int) -> None:
        tree = self._folder / str(number)
        for answer in batch:
            file = tree / answer.exercise.file
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(answer.path, file)
        exercises = tuple(answer.exercise for answer in batch)
        reports = [self._grader.grade(pipeline.Request(exercises, tree, seed=seed)).report for seed in SEEDS]
        for position, answer in enumerate(batch):
            self._judged[str(answer.path)] = [report["exercises"][position] for report in reports]


@pytest.fixture(scope="module")
def judged(grader, tmp_path_factory):
    """Judge an answer once for each seed."""
    return Batches(grader, tmp_path_factory.mktemp("answers"))


@pytest.mark.parametrize("answer", answers("right"))
def test_a_right_answer_gets_full_marks(answer, judged):
    """Every right answer passes every check, whatever is drawn."""
    for entry in judged(answer):
        lost = {check["id"]: check["message"] for check in entry["checks"] if check["status"] != "passed"}

        assert (entry["score"], lost) == (entry["max_score"], {})
        assert entry["status"] == "solved"


@pytest.mark.parametrize("answer", answers("wrong"))
def test_a_wrong_answer_loses_its_check_and_is_told_why(answer, judged):
    """Every wrong answer loses the check that it names, for its misconception, whatever is drawn."""
    for entry in judged(answer):
        check = next(c for c in entry["checks"] if f"test_{c['id']}" == answer.named("check"))

        assert check["status"] not in ("passed", "not_judged", "garbled")
        assert (check["misconception"] or {}).get("id") == answer.named("misconception"), check["message"]
        assert entry["score"] < entry["max_score"] or check["bonus"]


@pytest.mark.parametrize("answer", [*answers("right"), *answers("wrong")])
def test_seeds_agree_on_every_verdict(answer, judged):
    """What is drawn decides no verdict: every check of every answer ends the same way under each seed."""
    verdicts = [{check["id"]: check["status"] for check in entry["checks"]} for entry in judged(answer)]

    assert verdicts[1:] == verdicts[:-1]


@pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.number)
def test_every_check_is_lost_by_some_wrong_answer(exercise):
    """No check stands unproven: each one is named by at least one wrong answer of the bank."""
    named = {Answer(exercise, path).named("check") for path in exercise.answers.glob("wrong_*.py")}

    assert named >= {entry.name for entry in exercise.checks}
