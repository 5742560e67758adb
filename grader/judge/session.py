"""One exercise of one submission while it is judged: its worker, the time that is left, what broke it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from grader.judge.draw import derived_seed
from grader.judge.reply import JUDGE_STATUSES, Reply, Worker
from grader.judge.seen import Trust
from grader.judge.stage import CPU, Stage

Start = Callable[[str, float], Worker]
# After such an error a process cannot use its GPU any more, whatever it does:
# https://docs.nvidia.com/cuda/cuda-runtime-api/group__CUDART__TYPES.html
STICKY = "CUDA error"


@dataclass(frozen=True)
class Task:
    """What is needed to judge one exercise of one submission.

    Attributes:
        exercise: its id, such as ``01_modules/e01_mlp``.
        filename: the name that messages and tracebacks give the submitted file.
        source: the submitted bytes, as they were hashed.
        probes: source text of the suite's ``probes.py``.
        solution: the reference's bytes, or None where it is not at hand; only used to find out whose fault it
            is when a check itself raises.
        name: tells tasks of one exercise apart; the exercise's id where there is one only.
        checks: the names of the checks to judge, in order; all of the suite when empty.
        until_lost: whether to stop after the first check that is not passed.
        seed: in place of the run's.
        trust: what the checks believe without comparing.
    """

    exercise: str
    filename: str
    source: bytes
    probes: str
    solution: bytes | None = None
    name: str = ""
    checks: tuple[str, ...] = ()
    until_lost: bool = False
    seed: int | None = None
    trust: Trust = field(default_factory=Trust)

    @property
    def key(self) -> str:
        """What the task is called among the tasks of a run."""
        return self.name or self.exercise


class Session:
    """Asks probes of one submission, in one worker for each device kind as long as all goes well.

    Args:
        start: starts a worker, given its device kind and the point in time (`time.monotonic`) at which the
            exercise's time is spent.
        seconds: the exercise's share of time.

    Attributes:
        in_company: whether the present check began in a worker that had served an earlier one.
        broken: why the file could not be imported, once that is known.
        output: what the submission printed during the present check.
    """

    def __init__(self, start: Start, seconds: float) -> None:
        self._start = start
        self._seconds = seconds
        self._deadline: float | None = None
        self._workers: dict[str, Worker] = {}
        self._stage = CPU
        self._loads = 0
        self.in_company = False
        self.broken: Reply | None = None
        self.output = ""

    @property
    def time_is_spent(self) -> bool:
        """Whether the exercise has used its share of time."""
        return self._deadline is not None and time.monotonic() >= self._deadline

    def begin_check(self, stage: Stage = CPU, alone: bool = False) -> None:
        """Say that another check begins, and where; `alone`: in a worker that has served no other."""
        self._stage = stage
        if alone:
            self.end_worker()
        self.in_company = stage.kind in self._workers
        self.output = ""

    def ask(self, probe: str, inputs: dict[str, Any], seed: int) -> Reply:
        """Run one probe, in a new worker where there is none."""
        if self._stage.kind not in self._workers:
            reply = self._load(seed)
            if reply.status != "loaded":
                return reply
        worker = self._workers[self._stage.kind]
        reply = worker.run(probe, inputs, derived_seed(seed, f"probe {probe}"), self._stage.gpus)
        self._note(reply)
        return reply

    def end_worker(self, files: tuple[str, ...] = ()) -> dict[str, bytes | None]:
        """End the worker of the present check; return the bytes of these files of its private directory."""
        worker = self._workers.pop(self._stage.kind, None)
        return worker.end(files) if worker else dict.fromkeys(files)

    def end(self) -> None:
        """End all workers."""
        while self._workers:
            self._workers.popitem()[1].end()

    def _load(self, seed: int) -> Reply:
        if self._deadline is None:
            self._deadline = time.monotonic() + self._seconds
        worker = self._workers[self._stage.kind] = self._start(self._stage.kind, self._deadline)
        self._loads += 1
        reply = worker.load(derived_seed(seed, "load"), self._stage.gpus)
        if reply.status != "loaded" and self._loads == 1:
            self.broken = reply
        self._note(reply)
        if reply.status != "loaded":
            self.end_worker()
        return reply

    def _note(self, reply: Reply) -> None:
        self.output += reply.output
        sticky = self._stage.kind == "cuda" and reply.error is not None and STICKY in reply.error.message
        if reply.status in JUDGE_STATUSES or sticky:
            self.end_worker()
