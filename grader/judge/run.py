"""Runs the judges: forked from this warm process, with the exercises spread over them, or one by one."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
import struct
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.errors import GradingError, KataError
from grader.judge import isolation
from grader.judge.judging import CHECK_OWN_SECONDS
from grader.judge.launch import ExecLauncher, ForkLauncher, Launcher
from grader.judge.scratch import Scratch
from grader.judge.trial import Event, Listener, Plan, judge_here
from grader.template import Template

INTERRUPT_GRACE_S = 3.0
STUCK = "What came back kept the grader busy without an end, so this check could not be judged."
MOST_JUDGES = 300
# Places in the queue are written at once, so all of them must fit into a pipe.
PLACE = struct.Struct("<H")
PIPE_BYTES = 1 << 16
JUDGE_ADDRESS_SPACE = 8 << 30


class Interrupted(Exception):
    """The run was interrupted; `reports` holds what was judged until then."""

    def __init__(self, reports: list[dict[str, Any]]) -> None:
        super().__init__("interrupted")
        self.reports = reports


def judge_all(plan: Plan, template: Template, judges: int, room: Scratch, listen: Listener) -> list[dict[str, Any]]:
    """Judge all tasks in forked judges; return their pytest-json-reports.

    Raises:
        Interrupted: on KeyboardInterrupt, with what was judged.
        GradingError: when the judges met trouble of their own.
    """
    pool = _Pool(plan, template, room, listen)
    try:
        for _ in range(judges):
            pool.fork_judge()
        pool.collect()
    except KeyboardInterrupt:
        pool.interrupt()
        with contextlib.suppress(KeyboardInterrupt):
            pool.collect(INTERRUPT_GRACE_S)
        raise Interrupted(pool.reports) from None
    finally:
        pool.close()
    if pool.troubles:
        raise GradingError("; ".join(pool.troubles))
    return pool.reports


def judge_one_by_one(plan: Plan, room: Scratch, listen: Listener) -> list[dict[str, Any]]:
    """Judge all tasks in this process, each worker a process of its own: the way without fork."""
    launcher = ExecLauncher()
    try:
        _prove(plan, launcher, room)
        names = iter([task.key for task in plan.tasks])
        return [judge_here(plan, launcher, room, names, listen)]
    finally:
        launcher.close()


def _prove(plan: Plan, launcher: Launcher, room: Scratch) -> None:
    """Prove the confinement of every kind of worker that differs in it."""
    for device in ("cpu", "cuda") if plan.gpus.count else ("cpu",):
        isolation.prove(launcher, room, plan.isolation, plan.secret, plan.limits, device)


def _be_judge(plan: Plan, launcher: ForkLauncher, is_first: bool, room: Scratch, queue: int, events: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # pytest ends its session in order when it is interrupted, and what was judged is still reported.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _die_with_parent()
    # What a check computes from an observation may be made to grow: rather fail than draw in the whole machine.
    resource.setrlimit(resource.RLIMIT_AS, (JUDGE_ADDRESS_SPACE, resource.RLIM_INFINITY))
    quiet = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(quiet, fd)

    def tell(event: Event) -> None:
        view = memoryview(json.dumps(event).encode() + b"\n")
        while view:
            view = view[os.write(events, view) :]

    try:
        if is_first:
            _prove(plan, launcher, room)
        names = [task.key for task in plan.tasks]
        upcoming = (names[PLACE.unpack(place)[0]] for place in iter(lambda: os.read(queue, PLACE.size), b""))
        tell({"event": "report", "report": judge_here(plan, launcher, room, upcoming, tell)})
    except KataError as error:
        tell({"event": "trouble", "message": str(error)})
    except BaseException as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        tell({"event": "trouble", "message": f"A judge failed: {type(error).__name__}: {error} ({where})"})


@dataclass
class _Judge:
    """A forked judge as its parent sees it.

    Attributes:
        heard: when it last said something (`time.monotonic`).
        exercise: what it is judging.
        told: its verdicts and broken imports so far, for the case that its report never comes.
    """

    pid: int
    heard: float
    buffer: bytes = b""
    exercise: str | None = None
    delivered: bool = False
    told: list[Event] = field(default_factory=list)


class _Pool:
    """The judges of one run, the queue from which they take exercises, and what they have said.

    A judge that falls silent for longer than its checks can take, or dies, was led there by what it looked at: it
    is killed, its exercise counts as garbled where no verdict is known, and a new judge takes its place.
    """

    def __init__(self, plan: Plan, template: Template, room: Scratch, listen: Listener) -> None:
        self._plan, self._template, self._room, self._listen = plan, template, room, listen
        self._queue, queue_in = os.pipe()
        if len(plan.tasks) * PLACE.size > PIPE_BYTES:
            raise ValueError(f"{len(plan.tasks)} tasks do not fit into one run")
        os.write(queue_in, b"".join(map(PLACE.pack, range(len(plan.tasks)))))
        os.close(queue_in)
        self._judges: dict[int, _Judge] = {}
        self._forked = 0
        self._interrupted = False
        # A check in company, the same alone, and its replay on the reference.
        self._patience = 3 * (plan.limits.exercise_wall_s + CHECK_OWN_SECONDS)
        self.reports: list[dict[str, Any]] = []
        self.troubles: list[str] = []

    def fork_judge(self) -> None:
        """Start one more judge."""
        control = self._template.admit()
        events_out, events_in = os.pipe()
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                for fd in (events_out, *self._judges):
                    os.close(fd)
                self._template.leave()
                launcher = ForkLauncher(control, self._template.trouble)
                _be_judge(self._plan, launcher, self._forked == 0, self._room, self._queue, events_in)
                code = 0
            finally:
                os._exit(code)
        control.close()
        os.close(events_in)
        self._forked += 1
        self._judges[events_out] = _Judge(pid, time.monotonic())

    def collect(self, seconds: float | None = None) -> None:
        """Listen to the judges until all have ended, or for so many seconds."""
        end = None if seconds is None else time.monotonic() + seconds
        while self._judges and (end is None or time.monotonic() < end):
            for fd in select.select(list(self._judges), [], [], 0.5)[0]:
                self._read(fd)
            for fd, judge in list(self._judges.items()):
                if time.monotonic() - judge.heard > self._patience:
                    self._gone(fd)

    def interrupt(self) -> None:
        """Tell the judges to end their sessions."""
        self._interrupted = True
        for judge in self._judges.values():
            os.kill(judge.pid, signal.SIGTERM)

    def close(self) -> None:
        """Leave no judge behind."""
        os.close(self._queue)
        for fd in list(self._judges):
            self._reap(fd)

    def _read(self, fd: int) -> None:
        judge = self._judges[fd]
        part = os.read(fd, 1 << 16)
        if not part:
            self._gone(fd)
            return
        judge.heard = time.monotonic()
        *lines, judge.buffer = (judge.buffer + part).split(b"\n")
        for line in lines:
            self._take(judge, json.loads(line))

    def _take(self, judge: _Judge, event: Event) -> None:
        if event["event"] == "report":
            judge.delivered = True
            self.reports.append(event["report"])
        elif event["event"] == "trouble":
            judge.delivered = True
            self.troubles.append(event["message"])
        else:
            judge.exercise = event["exercise"] if event["event"] != "finished" else None
            judge.told.append(event)
            self._listen(event)

    def _gone(self, fd: int) -> None:
        """Take leave of a judge that ended, as it should or not."""
        judge = self._reap(fd)
        if judge.delivered or self._interrupted:
            return
        self.reports.append(_told(judge))
        if self._forked <= MOST_JUDGES:
            self.fork_judge()
        else:
            self.troubles.append("Judges keep ending without their reports.")

    def _reap(self, fd: int) -> _Judge:
        judge = self._judges.pop(fd)
        os.close(fd)
        with contextlib.suppress(OSError):
            os.kill(judge.pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.waitpid(judge.pid, 0)
        return judge


def _told(judge: _Judge) -> dict[str, Any]:
    """Return a report, in the form of pytest-json-report, of what a judge said before it was gone."""
    verdicts = [(event["exercise"], event["check"], event["verdict"]) for event in judge.told if "verdict" in event]
    if judge.exercise:
        verdicts.append((judge.exercise, "*", {"status": "garbled", "message": STUCK}))
    tests = [
        {
            "nodeid": f"{exercise}/suite.py::{check}",
            "outcome": "passed" if verdict["status"] == "passed" else "failed",
            "metadata": {"verdict": verdict},
        }
        for exercise, check, verdict in verdicts
    ]
    ended = [event for event in judge.told if event["event"] == "finished" and event["broken"]]
    return {"tests": tests, "broken": {event["exercise"]: event["broken"] for event in ended}}


def _die_with_parent() -> None:
    if sys.platform == "linux":
        from grader.worker.confinement.kernel import prctl
        from grader.worker.confinement.prctl import PR_SET_PDEATHSIG

        prctl("parent death signal", PR_SET_PDEATHSIG, signal.SIGKILL)
