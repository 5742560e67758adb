"""The gate: proves that exercises are whole and their verdicts fair, or says what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader import catalog
from grader.authoring import comparisons
from grader.authoring.answers import bank
from grader.authoring.comparisons import Counts
from grader.authoring.complaint import Complaint
from grader.authoring.parts import claim_share, complaints
from grader.authoring.trials import agreements, provable, rests_on_claims, solution_key, trials
from grader.catalog import Exercise
from grader.errors import SuiteError
from grader.judge.session import Task
from grader.pipeline import Grader, Request

SEEDS = (1, 2, 3)
# Tasks that one run takes: all of them wait in a pipe.
BATCH = 4096


@dataclass(frozen=True)
class Proof:
    """What the gate found out about one exercise."""

    exercise: Exercise
    right: int
    wrong: int
    resting_on_claims: int
    claim_share: float
    comparisons: Counts
    complaints: tuple[Complaint, ...]


def readable(root: Path) -> tuple[tuple[Exercise, ...], list[Complaint]]:
    """Return the exercises whose suites can be read, and a complaint for each of the others."""
    exercises, unreadable = [], []
    for folder in catalog.folders(root):
        try:
            exercises.append(catalog.read(root, folder))
        except SuiteError as error:
            cure = "Mend it: nothing can be graded until then."
            unreadable.append(Complaint(folder.relative_to(root).as_posix(), str(error), cure))
    return tuple(exercises), unreadable


def prove(
    exercises: Sequence[Exercise],
    grader: Grader,
    seeds: Sequence[int] = SEEDS,
    thorough: bool = False,
    record: bool = False,
    device: str = "simulated",
) -> Iterator[Proof]:
    """Yield the proof of each exercise.

    Args:
        grader: a warm one; answers are judged as submissions are.
        seeds: under which right answers must pass and wrong ones fail.
        record: whether the numbers of comparisons are to be recorded, and may differ from the record.
        thorough: whether to prove as well that every check of every wrong answer ends alike under each seed.
        device: where checks on GPUs run: "simulated", so that every machine proves the same, "auto" or "cuda".

    Raises:
        GradingError: when the grader itself is in trouble.
    """
    found: dict[str, list[Complaint]] = {exercise.id: list(complaints(exercise)) for exercise in exercises}
    planned = {
        exercise.id: [*trials(exercise, seeds), *(agreements(exercise, seeds) if thorough else ())]
        for exercise in exercises
        if exercise.solution.is_file()
    }
    tasks = [trial.task for group in planned.values() for trial in group]
    verdicts = judged(tasks, exercises, grader, device)
    for exercise in exercises:
        for trial in planned.get(exercise.id, ()):
            found[exercise.id] += trial.complain(verdicts[trial.task.key])
        counts = comparisons.counted(verdicts.get(solution_key(exercise, seeds[0]), {}))
        if not record:
            found[exercise.id] += comparisons.changes(exercise, counts)
        answers, wrong = bank(exercise), list(provable(exercise))
        yield Proof(
            exercise,
            sum(answer.right for answer in answers),
            sum(not answer.right for answer in answers),
            sum(map(rests_on_claims, wrong)),
            claim_share(exercise),
            counts,
            tuple(found[exercise.id]),
        )


def judged(
    tasks: Sequence[Task], exercises: Sequence[Exercise], grader: Grader, device: str = "simulated"
) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the verdicts on tasks of these exercises, by the task's key and the check's name."""
    verdicts: dict[str, dict[str, dict[str, Any]]] = {task.key: {} for task in tasks}

    def listen(event: dict[str, Any]) -> None:
        if event["event"] == "check":
            verdicts[event["exercise"]][event["check"]] = event["verdict"]

    if tasks:
        solutions = exercises[0].root / "solutions"
        request = Request(tuple(exercises), solutions, own_tree=True, device=device)
        for start in range(0, len(tasks), BATCH):
            grader.judge(tuple(tasks[start : start + BATCH]), request, seed=0, listen=listen)
    return verdicts
