"""Runs the judges: forked with the suites collected and the exercises spread over them, or one by one."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import time
from dataclasses import dataclass, field
from typing import Any

from grader.errors import GradingError
from grader.judge.calling import Calling
from grader.judge.judging import CHECK_OWN_SECONDS
from grader.judge.launch import ExecLauncher
from grader.judge.nursery import PLACE, Nursery, prove
from grader.judge.scratch import Scratch
from grader.judge.trial import Docket, Event, Listener, Plan, hold_session

INTERRUPT_GRACE_S = 3.0
STUCK = "What came back kept the grader busy without an end, so this check could not be judged."
MOST_JUDGES = 300
PIPE_BYTES = 1 << 16


class Interrupted(Exception):
    """The run was interrupted; `reports` holds what was judged until then."""

    def __init__(self, reports: list[dict[str, Any]]) -> None:
        super().__init__("interrupted")
        self.reports = reports


def judge_all(
    plan: Plan,
    nursery: Nursery,
    judges: int,
    room: Scratch,
    listen: Listener,
    proven: bool = False,
    urgent: int | None = None,
) -> list[dict[str, Any]]:
    """Judge all tasks in forked judges; return their pytest-json-reports.

    Args:
        judges: how many work side by side.
        proven: whether the isolation of this plan has been proven in this process before.
        urgent: a file descriptor; once it can be read, the run is interrupted.

    Raises:
        Interrupted: on KeyboardInterrupt or what is urgent, with what was judged.
        GradingError: when the judges met trouble of their own.
    """
    pool = _Pool(plan, nursery, room, listen, proven)
    try:
        for _ in range(judges):
            pool.fork_judge()
        pool.collect(urgent=urgent)
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
        prove(plan, launcher, room)
        names = iter([task.key for task in plan.tasks])
        return [hold_session(plan.suites, plan.root, lambda: Docket(plan, launcher, room, names, listen))]
    finally:
        launcher.close()


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

    def __init__(self, plan: Plan, nursery: Nursery, room: Scratch, listen: Listener, proven: bool) -> None:
        self._plan, self._nursery, self._room, self._listen = plan, nursery, room, listen
        self._proven = proven
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
        events_out, events_in = os.pipe()
        calling = Calling(self._plan, self._room, proves=not self._proven and self._forked == 0)
        try:
            pid = self._nursery.bear(calling, self._queue, events_in)
        except GradingError:
            os.close(events_out)
            raise
        finally:
            os.close(events_in)
        self._forked += 1
        self._judges[events_out] = _Judge(pid, time.monotonic())

    def collect(self, seconds: float | None = None, urgent: int | None = None) -> None:
        """Listen to the judges until all have ended, or for so many seconds.

        Raises:
            KeyboardInterrupt: when `urgent` can be read.
        """
        others = [] if urgent is None else [urgent]
        end = None if seconds is None else time.monotonic() + seconds
        while self._judges and (end is None or time.monotonic() < end):
            ready = select.select([*self._judges, *others], [], [], 0.5)[0]
            if urgent in ready:
                raise KeyboardInterrupt
            for fd in ready:
                self._read(fd)
            for fd, judge in list(self._judges.items()):
                if time.monotonic() - judge.heard > self._patience:
                    self._gone(fd)

    def interrupt(self) -> None:
        """Tell the judges to end their sessions."""
        self._interrupted = True
        for judge in self._judges.values():
            with contextlib.suppress(OSError):
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
        self._nursery.bury(judge.pid)
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
