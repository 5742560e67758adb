"""Starts worker processes: forked by the template on Linux, or one fresh process each elsewhere."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from grader.errors import GradingError
from grader.judge.channel import Pipes
from grader.limits import Limits
from grader.template import environment, python

START_TIMEOUT_S = 120.0
ANSWER_TIMEOUT_S = 10.0


@dataclass(frozen=True)
class Started:
    """A worker process: its id and the judge's ends of its pipes."""

    pid: int
    pipes: Pipes


@dataclass(frozen=True)
class Ending:
    """How a worker ended: a wait status as `os.wait` gives it, and the processor time it used."""

    status: int
    cpu_s: float


class Launcher(Protocol):
    """Starts and ends workers for one judge."""

    def start(self, level: str, directory: Path, limits: Limits, device: str = "cpu") -> Started:
        """Start a worker of a device kind at a level of confinement ("confined" or "unconfined")."""

    def end(self, pid: int) -> Ending:
        """Kill a worker and all it started, and say how it ended."""

    def close(self) -> None:
        """End everything that this launcher started."""


class ForkLauncher:
    """Asks the template for workers.

    Args:
        control: what `Template.admit` returned.
        trouble: tells what the template wrote before it failed.
    """

    def __init__(self, control: socket.socket, trouble: Callable[[], str]) -> None:
        self._control = control
        self._trouble = trouble
        self._ready = False

    def start(self, level: str, directory: Path, limits: Limits, device: str = "cpu") -> Started:
        """Start a worker.

        Raises:
            GradingError: when the template is gone.
        """
        self._wait_until_ready()
        pipes, theirs = _pipes()
        message = {"op": "spawn"} | _order(level, directory, limits, device)
        try:
            with _undisturbed():
                socket.send_fds(self._control, [json.dumps(message).encode()], theirs)
                answer = self._answer(ANSWER_TIMEOUT_S)
        except OSError as error:
            raise GradingError(f"The template process is gone ({error}). {self._trouble()}") from None
        finally:
            for fd in theirs:
                os.close(fd)
        if "pid" not in answer:
            raise GradingError(f"The template could not start a worker: {answer['error']}.")
        return Started(answer["pid"], pipes)

    def end(self, pid: int) -> Ending:
        """Kill a worker and all it started."""
        try:
            with _undisturbed():
                self._control.send(json.dumps({"op": "reap", "pid": pid}).encode())
                answer = self._answer(ANSWER_TIMEOUT_S)
        except OSError as error:
            raise GradingError(f"The template process is gone ({error}). {self._trouble()}") from None
        return Ending(answer["status"], answer["cpu_s"])

    def close(self) -> None:
        """Tell the template that this judge is done."""
        self._control.close()

    def _wait_until_ready(self) -> None:
        if not self._ready:
            self._answer(START_TIMEOUT_S)
            self._ready = True

    def _answer(self, seconds: float) -> dict[str, Any]:
        if not select.select([self._control], [], [], seconds)[0]:
            raise GradingError(f"The template process does not answer. {self._trouble()}")
        message = self._control.recv(1 << 16)
        if not message:
            raise GradingError(f"The template process ended. {self._trouble()}")
        answer: dict[str, Any] = json.loads(message)
        return answer


class ExecLauncher:
    """Starts each worker as a fresh process, where fork is not to be had; it pays for `import torch` each time."""

    def __init__(self) -> None:
        self._processes: dict[int, subprocess.Popen[bytes]] = {}

    def start(self, level: str, directory: Path, limits: Limits, device: str = "cpu") -> Started:
        """Start a worker."""
        pipes, theirs = _pipes()
        order = json.dumps(_order(level, directory, limits, device))
        process = subprocess.Popen(
            python("alone", order, *map(str, theirs)),
            pass_fds=theirs,
            stdin=subprocess.DEVNULL,
            stdout=theirs[2],
            stderr=theirs[2],
            env=environment(),
            start_new_session=True,
        )
        for fd in theirs:
            os.close(fd)
        self._processes[process.pid] = process
        return Started(process.pid, pipes)

    def end(self, pid: int) -> Ending:
        """Kill a worker with its process group."""
        process = self._processes.pop(pid)
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)
        code = process.wait()
        return Ending(-code if code < 0 else code << 8, 0.0)

    def close(self) -> None:
        """End whatever still runs."""
        for pid in list(self._processes):
            self.end(pid)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold an alarm back between a request and its answer, or the next request would read this one's answer."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _order(level: str, directory: Path, limits: Limits, device: str) -> dict[str, Any]:
    return {"level": level, "directory": str(directory), "limits": asdict(limits), "device": device}


def _pipes() -> tuple[Pipes, list[int]]:
    """Return the judge's ends and the worker's ends (request, result, output) of three new pipes."""
    request_out, request_in = os.pipe()
    result_out, result_in = os.pipe()
    output_out, output_in = os.pipe()
    return Pipes(request_in, result_out, output_out), [request_out, result_in, output_in]
