"""Where judges come from: a process that has collected the suites and forks judges that can begin at once.

Collecting costs as much as judging a few exercises, so it is done once and not by every judge. The nursery itself
judges nothing: each judge is a fork of its own, and what it looks at is gone with it.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import socket
import struct
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from grader.errors import GradingError, KataError
from grader.judge import isolation
from grader.judge.calling import Calling, read, write
from grader.judge.launch import ForkLauncher, Launcher
from grader.judge.scratch import Scratch
from grader.judge.trial import Docket, Event, Plan, hold_session
from grader.template import Template

# Places in the queue are written at once, so all of them must fit into a pipe.
PLACE = struct.Struct("<H")
JUDGE_ADDRESS_SPACE = 8 << 30
MAX_MESSAGE = 1 << 16


class Nursery:
    """The nursery process for some suites, as its parent sees it.

    Args:
        suites: the test modules to collect.
        root: the folder of all suites.
        template: forks the workers of all judges.
    """

    def __init__(self, suites: tuple[Path, ...], root: Path, template: Template) -> None:
        self._template = template
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.pid = os.fork()
        if self.pid == 0:
            try:
                self._control.close()
                _Keeper(theirs, template).keep(suites, root)
            finally:
                os._exit(1)
        theirs.close()

    @property
    def alive(self) -> bool:
        """Whether the nursery still runs."""
        # It is not waited for here: `close` does that.
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def bear(self, calling: Calling, queue: int, events: int) -> int:
        """Fork a judge that takes its tasks from `queue` and writes what it has to say to `events`; return its pid.

        Raises:
            GradingError: when the nursery, or the template, is gone.
        """
        with tempfile.TemporaryFile() as told, self._template.admit() as control:
            write(calling, told)
            fds = [told.fileno(), control.fileno(), queue, events]
            return int(self._ask({"op": "bear"}, fds)["pid"])

    def bury(self, pid: int) -> None:
        """Kill a judge if it still lives, and see that nothing of it is left."""
        with contextlib.suppress(GradingError):
            self._ask({"op": "bury", "pid": pid})

    def close(self) -> None:
        """End the nursery and, with it, every judge."""
        self._control.close()
        with contextlib.suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.waitpid(self.pid, 0)

    def _ask(self, request: dict[str, Any], fds: list[int] | None = None) -> dict[str, Any]:
        try:
            socket.send_fds(self._control, [json.dumps(request).encode()], fds or [])
            answer = self._control.recv(MAX_MESSAGE)
        except OSError as error:
            raise GradingError(f"The process that forks judges is gone ({error}).") from None
        if not answer:
            raise GradingError("The process that forks judges ended.")
        told: dict[str, Any] = json.loads(answer)
        return told


class _Keeper:
    """The nursery from inside."""

    def __init__(self, control: socket.socket, template: Template) -> None:
        self._control = control
        self._template = template
        self._events = -1

    def keep(self, suites: tuple[Path, ...], root: Path) -> None:
        """Collect, then fork a judge for each request. In a judge, judge, and never come back from here."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _die_with_parent()
        self._template.leave()
        quiet = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(quiet, fd)
        try:
            report = hold_session(suites, root, self._receive)
            self._tell({"event": "report", "report": report})
        except KataError as error:
            self._tell({"event": "trouble", "message": str(error)})
        except BaseException as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}:{place.lineno}"
            self._tell({"event": "trouble", "message": f"A judge failed: {type(error).__name__}: {error} ({where})"})
        os._exit(0)

    def _receive(self) -> Docket:
        """Serve the parent until it is gone; in each forked judge, return what that one is to judge."""
        while True:
            message, fds, _, _ = socket.recv_fds(self._control, MAX_MESSAGE, 4)
            if not message:
                os._exit(0)
            request = json.loads(message)
            if request["op"] == "bury":
                _bury(request["pid"])
                answer: dict[str, Any] = {}
            else:
                pid = os.fork()
                if pid == 0:
                    self._control.close()
                    return self._be_judge(*fds)
                answer = {"pid": pid}
            for fd in fds:
                os.close(fd)
            self._control.send(json.dumps(answer).encode())

    def _be_judge(self, told: int, control: int, queue: int, events: int) -> Docket:
        # pytest ends its session in order when it is interrupted, and what was judged is still reported.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        _die_with_parent()
        # What a check computes from an observation may be made to grow: rather fail than draw in the whole machine.
        resource.setrlimit(resource.RLIMIT_AS, (JUDGE_ADDRESS_SPACE, resource.RLIM_INFINITY))
        self._events = events
        with os.fdopen(told, "rb") as file:
            calling = read(file)
        launcher = ForkLauncher(socket.socket(fileno=control), self._template.trouble)
        if calling.proves:
            prove(calling.plan, launcher, calling.room)
        names = [task.key for task in calling.plan.tasks]
        return Docket(calling.plan, launcher, calling.room, _taken(queue, names), self._tell)

    def _tell(self, event: Event) -> None:
        view = memoryview(json.dumps(event).encode() + b"\n")
        while view:
            view = view[os.write(self._events, view) :]


def prove(plan: Plan, launcher: Launcher, room: Scratch) -> None:
    """Prove the confinement of every kind of worker that differs in it.

    Raises:
        GradingError: when it is not what it claims to be.
    """
    for device in ("cpu", "cuda") if plan.gpus.count else ("cpu",):
        isolation.prove(launcher, room, plan.isolation, plan.secret, plan.limits, device)


def _taken(queue: int, names: list[str]) -> Iterator[str]:
    """Yield the names whose places come out of a queue that several judges empty."""
    take: Callable[[], bytes] = lambda: os.read(queue, PLACE.size)  # noqa: E731
    return (names[PLACE.unpack(place)[0]] for place in iter(take, b""))


def _bury(pid: int) -> None:
    # Our own child, not yet waited for, so the number is still its own.
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        os.waitpid(pid, 0)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        from grader.worker.confinement.kernel import prctl
        from grader.worker.confinement.prctl import PR_SET_PDEATHSIG

        prctl("parent death signal", PR_SET_PDEATHSIG, signal.SIGKILL)
