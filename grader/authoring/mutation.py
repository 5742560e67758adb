"""Judges the mutants of solutions, and keeps the record of those that nothing notices.

The record is a file of the repository: how many mutants were killed, and of each survivor why it is equal to
the solution. A survivor without a reason is work to do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.authoring.gate import judged
from grader.authoring.mutants import Mutant, mutants
from grader.authoring.trials import lost
from grader.catalog import Exercise
from grader.judge.session import Task
from grader.pipeline import Grader

RECORD = Path("tests") / "mutants.json"
SEEDS = (1, 2)


@dataclass(frozen=True)
class Survivor:
    """A mutant that keeps full marks: the line as the solution has it, the change, and why that is no fault."""

    code: str
    change: str
    reason: str | None


@dataclass(frozen=True)
class Mutation:
    """What became of the mutants of one exercise."""

    exercise: str
    total: int
    survivors: tuple[Survivor, ...]

    @property
    def killed(self) -> int:
        """How many lost a check."""
        return self.total - len(self.survivors)

    @property
    def unexplained(self) -> int:
        """How many survived without a reason."""
        return sum(survivor.reason is None for survivor in self.survivors)


def mutate(exercises: Sequence[Exercise], grader: Grader, known: dict[str, Mutation]) -> Iterator[Mutation]:
    """Yield what becomes of each exercise's mutants; reasons that `known` gives for survivors stay."""
    made = {exercise.id: list(mutants(exercise.solution)) for exercise in exercises}
    tasks = {
        (exercise.id, number): _task(exercise, mutant, number)
        for exercise in exercises
        for number, mutant in enumerate(made[exercise.id])
    }
    verdicts = judged(list(tasks.values()), exercises, grader)
    for exercise in exercises:
        code = exercise.solution.read_text(encoding="utf-8").split("\n")
        reasons = {(one.code, one.change): one.reason for one in known.get(exercise.id, _NOTHING).survivors}
        survivors = []
        for number, mutant in enumerate(made[exercise.id]):
            found = verdicts[tasks[exercise.id, number].key]
            if len(found) == len(exercise.checks) and not lost(found):
                line = code[mutant.line - 1].strip()
                survivors.append(Survivor(line, mutant.change, reasons.get((line, mutant.change))))
        yield Mutation(exercise.id, len(made[exercise.id]), tuple(survivors))


def read(root: Path) -> dict[str, Mutation]:
    """Return the record, by exercise id; empty where there is none."""
    path = root / RECORD
    if not path.is_file():
        return {}
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Mutation(name, entry["total"], tuple(Survivor(**survivor) for survivor in entry["survivors"]))
        for name, entry in record.items()
    }


def write(root: Path, mutations: dict[str, Mutation]) -> None:
    """Write the record."""
    record = {
        name: {"total": one.total, "killed": one.killed, "survivors": [vars(survivor) for survivor in one.survivors]}
        for name, one in sorted(mutations.items())
    }
    (root / RECORD).write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


_NOTHING = Mutation("", 0, ())


def _task(exercise: Exercise, mutant: Mutant, number: int) -> Task:
    probes = exercise.probes.read_text(encoding="utf-8")
    source = mutant.source.encode()
    name = f"{exercise.id} mutant {number}"
    return Task(exercise.id, f"mutant_{number}.py", source, probes, name=name, until_lost=True)
