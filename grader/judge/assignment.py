"""What one pytest session is to judge, and what it needs for that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from grader.judge.judging import StartFor
from grader.judge.session import Task
from grader.judge.stage import NO_GPUS, Gpus
from grader.judge.verdicts import Verdict

Finished = Callable[[str, str, Verdict], None]


@dataclass(frozen=True)
class Assignment:
    """The work of one session.

    Attributes:
        tasks: by their keys, which are exercise ids where each exercise has one task.
        start: starts a worker of a device kind for a task.
        seed: the run's seed.
        exercise_seconds: how long one task may keep workers busy.
        upcoming: yields the keys of the tasks to judge now; None for all, in pytest's order.
        finished: called with the task's key, check id and verdict after each check.
        gpus: the real GPUs that checks may run on.
    """

    tasks: Mapping[str, Task]
    start: StartFor
    seed: int
    exercise_seconds: float = 20.0
    upcoming: Iterator[str] | None = None
    finished: Finished | None = None
    gpus: Gpus = NO_GPUS
