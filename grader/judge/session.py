"""One exercise of one submission while it is judged: its worker, the time that is left, what broke it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from grader.judge.draw import derived_seed
from grader.judge.reply import JUDGE_STATUSES, Reply, Worker
from grader.judge.seen import Trust

Start = Callable[[float], Worker]


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
    """Asks probes of one submission, in one worker as long as all goes well.

    Args:
        start: starts a worker, given the point in time (`time.monotonic`) at which the exercise's time is spent.
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
        self._worker: Worker | None = None
        self._loads = 0
        self.in_company = False
        self.broken: Reply | None = None
        self.output = ""

    @property
    def time_is_spent(self) -> bool:
        """Whether the exercise has used its share of time."""
        return self._deadline is not None and time.monotonic() >= self._deadline

    def begin_check(self, alone: bool = False) -> None:
        """Say that another check begins; `alone`: in a worker that has served no other."""
        if alone:
            self.end_worker()
        self.in_company = self._worker is not None
        self.output = ""

    def ask(self, probe: str, inputs: dict[str, Any], seed: int) -> Reply:
        """Run one probe, in a new worker where there is none."""
        if self._worker is None:
            reply = self._load(seed)
            if reply.status != "loaded":
                return reply
        assert self._worker is not None
        reply = self._worker.run(probe, inputs, derived_seed(seed, f"probe {probe}"))
        self._note(reply)
        return reply

    def end_worker(self, files: tuple[str, ...] = ()) -> dict[str, bytes | None]:
        """End the present worker; return the bytes of these files of its private directory."""
        worker, self._worker = self._worker, None
        return worker.end(files) if worker else dict.fromkeys(files)

    def _load(self, seed: int) -> Reply:
        if self._deadline is None:
            self._deadline = time.monotonic() + self._seconds
        self._worker = self._start(self._deadline)
        self._loads += 1
        reply = self._worker.load(derived_seed(seed, "load"))
        if reply.status != "loaded" and self._loads == 1:
            self.broken = reply
        self._note(reply)
        if reply.status != "loaded":
            self.end_worker()
        return reply

    def _note(self, reply: Reply) -> None:
        self.output += reply.output
        if reply.status in JUDGE_STATUSES:
            self.end_worker()
