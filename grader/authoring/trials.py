"""What is tried with each file of an exercise, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.authoring.answers import Answer, bank
from grader.authoring.complaint import Complaint, about
from grader.catalog import Exercise
from grader.judge.seen import Trust
from grader.judge.session import Task

Verdicts = Mapping[str, dict[str, Any]]
TROUBLE = ("garbled", "not_judged")
# The solution is judged under more seeds than answers: an unfair check may show under one draw in ten only.
MORE_SEEDS = range(101, 110)


@dataclass(frozen=True)
class Trial:
    """A task, and what must be said when its verdicts are known."""

    task: Task
    complain: Callable[[Verdicts], Iterator[Complaint]]


def solution_key(exercise: Exercise, seed: int) -> str:
    """Return the key of the task that judges the solution under a seed."""
    return f"{exercise.id} {exercise.solution.name} right {seed}"


def trials(exercise: Exercise, seeds: Sequence[int]) -> Iterator[Trial]:
    """Yield all trials of an exercise, each under each seed where draws can matter."""
    probes = exercise.probes.read_text(encoding="utf-8")
    solution = exercise.solution.read_bytes()

    def task(path: Path, purpose: str, **settings: Any) -> Task:
        name = f"{exercise.id} {path.name} {purpose}"
        return Task(exercise.id, path.name, path.read_bytes(), probes, solution, name=name, **settings)

    if exercise.stub.is_file():
        yield Trial(task(exercise.stub, "stub", seed=seeds[0]), lambda verdicts: _stub(exercise, verdicts))
    right = [answer.path for answer in bank(exercise) if answer.right]
    for path in (exercise.solution, *right):
        for seed in (*seeds, *MORE_SEEDS) if path == exercise.solution else seeds:
            yield Trial(task(path, f"right {seed}", seed=seed), _Right(exercise, path, seed))
    for answer in provable(exercise):
        assert answer.check is not None
        for seed in seeds:
            settings = {"seed": seed, "checks": (answer.check,)}
            yield Trial(task(answer.path, f"wrong {seed}", **settings), _Wrong(answer, seed))
        if not rests_on_claims(answer):
            checks = _beginning_with(exercise, answer.check)
            settings = {"seed": seeds[0], "checks": checks, "until_lost": True, "trust": Trust(claims=True)}
            yield Trial(task(answer.path, "liar", **settings), _Liar(answer))


def agreements(exercise: Exercise, seeds: Sequence[int]) -> Iterator[Trial]:
    """Yield trials of all checks of all wrong answers, to see that draws decide no verdict."""
    probes = exercise.probes.read_text(encoding="utf-8")
    for answer in provable(exercise):
        agreement, path = _Agreement(answer, tuple(seeds)), answer.path
        for seed in seeds:
            name = f"{exercise.id} {path.name} every check {seed}"
            yield Trial(Task(exercise.id, path.name, path.read_bytes(), probes, name=name, seed=seed), agreement)


def provable(exercise: Exercise) -> Iterator[Answer]:
    """Yield the wrong answers that name a check and a misconception: of the others nothing can be proven."""
    names = {entry.name for entry in exercise.checks}
    for answer in bank(exercise):
        if not answer.right and answer.misconception and answer.check in names:
            yield answer


def rests_on_claims(answer: Answer) -> bool:
    """Whether nothing but a claim, or advice, tells this wrong answer from a right one."""
    entry = next(entry for entry in answer.exercise.checks if entry.name == answer.check)
    return entry.claim or entry.bonus


def debug_command(exercise: Exercise, path: Path, seed: int, check: str) -> str:
    """Return the command with which an author looks at one check of one file."""
    answer = path.relative_to(exercise.root).as_posix()
    name = check.removeprefix("test_")
    return f"python -m grader check {exercise.number} --debug --answer {answer} --seed {seed} -- -k {name}"


def lost(verdicts: Verdicts) -> dict[str, dict[str, Any]]:
    """Return the verdicts of the checks that are not passed."""
    return {name: verdict for name, verdict in verdicts.items() if verdict["status"] != "passed"}


def _beginning_with(exercise: Exercise, check: str) -> tuple[str, ...]:
    return (check, *(entry.name for entry in exercise.checks if entry.name != check))


def _stub(exercise: Exercise, verdicts: Verdicts) -> Iterator[Complaint]:
    for entry in exercise.checks:
        status = verdicts.get(entry.name, {"status": "not judged"})["status"]
        if status != "not_attempted":
            problem = f"the untouched stub is {status}, not 'not_attempted', in {entry.name}."
            cure = "Let the probe first call what the learner writes, and every region raise NotImplementedError."
            yield about(exercise, exercise.stub, problem, cure)


@dataclass(frozen=True)
class _Right:
    exercise: Exercise
    path: Path
    seed: int

    def __call__(self, verdicts: Verdicts) -> Iterator[Complaint]:
        missing = [entry.name for entry in self.exercise.checks if entry.name not in verdicts]
        if missing:
            problem = f"{', '.join(missing)} did not run on {self.path.name}."
            cure = f"See why with `{debug_command(self.exercise, self.path, self.seed, missing[0])}`."
            yield about(self.exercise, self.exercise.tests, problem, cure)
        for name, verdict in lost(verdicts).items():
            problem = f"this right answer loses {name} under seed {self.seed}: {verdict['message']}"
            look = debug_command(self.exercise, self.path, self.seed, name)
            cure = f"Make the check fair, or call the answer wrong_*.py; look with `{look}`."
            yield about(self.exercise, self.path, problem, cure)


@dataclass(frozen=True)
class _Wrong:
    answer: Answer
    seed: int

    def __call__(self, verdicts: Verdicts) -> Iterator[Complaint]:
        exercise, path, check = self.answer.exercise, self.answer.path, self.answer.check
        assert check is not None
        verdict = verdicts.get(check, {"status": "not_judged", "message": "it did not run", "misconception": None})
        look = f"look with `{debug_command(exercise, path, self.seed, check)}`."
        told = (verdict["misconception"] or {}).get("id", "none")
        if verdict["status"] == "passed":
            problem = f"this wrong answer passes {check} under seed {self.seed}."
            yield about(exercise, path, problem, f"Sharpen the check, or name the one that it loses; {look}")
        elif verdict["status"] in TROUBLE:
            problem = f"{check} cannot judge this wrong answer under seed {self.seed}: {verdict['message']}"
            yield about(exercise, path, problem, f"Mend the check; {look}")
        elif told != self.answer.misconception:
            problem = f"it is told {told} by {check} under seed {self.seed}, not {self.answer.misconception}."
            cure = f"Name the misconception in the check with otherwise=, mistaken= or RAISED; {look}"
            yield about(exercise, path, problem, cure)


@dataclass(frozen=True)
class _Agreement:
    answer: Answer
    seeds: tuple[int, ...]
    statuses: list[dict[str, str]] = field(default_factory=list)

    def __call__(self, verdicts: Verdicts) -> Iterator[Complaint]:
        self.statuses.append({name: verdict["status"] for name, verdict in verdicts.items()})
        if len(self.statuses) < len(self.seeds):
            return
        for entry in self.answer.exercise.checks:
            found = [statuses.get(entry.name, "not judged") for statuses in self.statuses]
            if len(set(found)) > 1:
                said = ", ".join(f"{status} under seed {seed}" for seed, status in zip(self.seeds, found, strict=True))
                problem = f"draws decide what becomes of {entry.name}: {said}."
                cure = "Draw inputs that tell this answer from a right one always, or never."
                yield about(self.answer.exercise, self.answer.path, problem, cure)


@dataclass(frozen=True)
class _Liar:
    answer: Answer

    def __call__(self, verdicts: Verdicts) -> Iterator[Complaint]:
        if not lost(verdicts):
            problem = "this wrong answer loses nothing but what a worker says about itself: a liar would pass."
            cure = f"Compare values in {self.answer.check}, or mark it claim=True where nothing else can tell."
            yield about(self.answer.exercise, self.answer.path, problem, cure)
