"""Runs the judges: forked from this warm process, with the exercises spread over them, or one by one."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import GradingError, KataError
from grader.judge import isolation
from grader.judge.launch import ExecLauncher, ForkLauncher
from grader.judge.scratch import Scratch
from grader.judge.trial import Event, Listener, Plan, judge_here
from grader.template import Template

INTERRUPT_GRACE_S = 3.0


class Interrupted(Exception):
    """The run was interrupted; `reports` holds what was judged until then."""

    def __init__(self, reports: list[dict[str, Any]]) -> None:
        super().__init__("interrupted")
        self.reports = reports


def judge_all(plan: Plan, template: Template, judges: int, room: Scratch, listen: Listener) -> list[dict[str, Any]]:
    """Judge all tasks in forked judges; return their pytest-json-reports.

    Raises:
        Interrupted: on KeyboardInterrupt, with what was judged.
        GradingError: when a judge did not deliver.
    """
    queue_out, queue_in = os.pipe()
    os.write(queue_in, bytes(range(len(plan.tasks))))
    os.close(queue_in)
    controls = [template.admit() for _ in range(judges)]
    children = [_fork_judge(plan, template, controls, position, room, queue_out) for position in range(judges)]
    for control in controls:
        control.close()
    os.close(queue_out)
    pids = [child.pid for child in children]
    collector = _Collector([child.events for child in children], listen)
    try:
        collector.collect()
    except KeyboardInterrupt:
        for pid in pids:
            os.kill(pid, signal.SIGTERM)
        with contextlib.suppress(KeyboardInterrupt):
            collector.collect(INTERRUPT_GRACE_S)
        raise Interrupted(collector.reports) from None
    finally:
        for pid in pids:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(OSError):
                os.waitpid(pid, 0)
    if collector.troubles or len(collector.reports) < judges:
        raise GradingError("; ".join(collector.troubles) or "A judge process ended without its report.")
    return collector.reports


def judge_one_by_one(plan: Plan, room: Scratch, listen: Listener) -> list[dict[str, Any]]:
    """Judge all tasks in this process, each worker a process of its own: the way without fork."""
    launcher = ExecLauncher()
    try:
        isolation.prove(launcher, room, plan.isolation, plan.secret, plan.limits)
        names = iter([task.exercise for task in plan.tasks])
        return [judge_here(plan, launcher, room, names, listen)]
    finally:
        launcher.close()


@dataclass(frozen=True)
class _Child:
    pid: int
    events: int


def _fork_judge(
    plan: Plan, template: Template, controls: list[socket.socket], position: int, room: Scratch, queue: int
) -> _Child:
    events_out, events_in = os.pipe()
    pid = os.fork()
    if pid:
        os.close(events_in)
        return _Child(pid, events_out)
    code = 1
    try:
        os.close(events_out)
        for other in controls:
            if other is not controls[position]:
                other.close()
        template.leave()
        launcher = ForkLauncher(controls[position], template.trouble)
        _be_judge(plan, launcher, position == 0, room, queue, events_in)
        code = 0
    finally:
        os._exit(code)


def _be_judge(plan: Plan, launcher: ForkLauncher, is_first: bool, room: Scratch, queue: int, events: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # pytest ends its session in order when it is interrupted, and what was judged is still reported.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _die_with_parent()
    quiet = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(quiet, fd)

    def tell(event: Event) -> None:
        view = memoryview(json.dumps(event).encode() + b"\n")
        while view:
            view = view[os.write(events, view) :]

    try:
        if is_first:
            isolation.prove(launcher, room, plan.isolation, plan.secret, plan.limits)
        names = [task.exercise for task in plan.tasks]
        upcoming = (names[index[0]] for index in iter(lambda: os.read(queue, 1), b""))
        tell({"event": "report", "report": judge_here(plan, launcher, room, upcoming, tell)})
    except KataError as error:
        tell({"event": "trouble", "message": str(error)})
    except BaseException as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        tell({"event": "trouble", "message": f"A judge failed: {type(error).__name__}: {error} ({where})"})


class _Collector:
    """Reads the judges' events until each has delivered or ended."""

    def __init__(self, pipes: list[int], listen: Listener) -> None:
        self._buffers = dict.fromkeys(pipes, b"")
        self._listen = listen
        self.reports: list[dict[str, Any]] = []
        self.troubles: list[str] = []

    def collect(self, seconds: float | None = None) -> None:
        """Read from the pipes until all are closed, or for so many seconds."""
        end = None if seconds is None else time.monotonic() + seconds
        while self._buffers:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                return
            for fd in select.select(list(self._buffers), [], [], left)[0]:
                self._read(fd)

    def _read(self, fd: int) -> None:
        part = os.read(fd, 1 << 16)
        if not part:
            os.close(fd)
            del self._buffers[fd]
            return
        *lines, self._buffers[fd] = (self._buffers[fd] + part).split(b"\n")
        for line in lines:
            self._take(json.loads(line))

    def _take(self, event: Event) -> None:
        if event["event"] == "report":
            self.reports.append(event["report"])
        elif event["event"] == "trouble":
            self.troubles.append(event["message"])
        else:
            self._listen(event)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        from grader.worker.confinement.kernel import prctl
        from grader.worker.confinement.prctl import PR_SET_PDEATHSIG

        prctl("parent death signal", PR_SET_PDEATHSIG, signal.SIGKILL)
