"""Starts worker processes: forked from a warm template on Linux, or one fresh process each elsewhere."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from grader.catalog import ROOT
from grader.errors import GradingError
from grader.judge.channel import Pipes
from grader.limits import Limits

START_TIMEOUT_S = 120.0
ANSWER_TIMEOUT_S = 10.0
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # Without it `torch.cuda.is_available()` initialises CUDA, and no fork could use a GPU afterwards.
    "PYTORCH_NVML_BASED_CUDA_CHECK": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


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

    def start(self, level: str, directory: Path, limits: Limits) -> Started:
        """Start a worker at a level of confinement ("confined" or "unconfined")."""

    def end(self, pid: int) -> Ending:
        """Kill a worker and all it started, and say how it ended."""

    def close(self) -> None:
        """End everything that this launcher started."""


class Template:
    """The template process. It is started at once, and needs about as long as `import torch` to be ready."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as the process runs)
        with theirs:
            self._process = subprocess.Popen(
                python("template", str(theirs.fileno())),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=self._errors,
                stderr=self._errors,
                env=ENVIRONMENT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process id of the template."""
        return self._process.pid

    def admit(self) -> socket.socket:
        """Return a new control socket, for one judge.

        Raises:
            GradingError: when the template is gone.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                socket.send_fds(self._control, [b'{"op": "admit"}'], [theirs.fileno()])
            except OSError as error:
                ours.close()
                raise GradingError(f"The template process is gone ({error}). {self.trouble()}") from None
        return ours

    def leave(self) -> None:
        """Let go of the template in a forked process that only needs its own control socket."""
        self._control.close()

    def trouble(self) -> str:
        """Return the last lines that the template wrote, for an error message."""
        self._errors.seek(0)
        return self._errors.read()[-2000:].decode("utf-8", "replace").strip()

    def close(self) -> None:
        """End the template and, with it, every worker."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        with contextlib.suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._errors.close()


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

    def start(self, level: str, directory: Path, limits: Limits) -> Started:
        """Start a worker.

        Raises:
            GradingError: when the template is gone.
        """
        self._wait_until_ready()
        pipes, theirs = _pipes()
        message = {"op": "spawn", "level": level, "directory": str(directory), "limits": asdict(limits)}
        try:
            socket.send_fds(self._control, [json.dumps(message).encode()], theirs)
            pid = self._answer(ANSWER_TIMEOUT_S)["pid"]
        except OSError as error:
            raise GradingError(f"The template process is gone ({error}). {self._trouble()}") from None
        finally:
            for fd in theirs:
                os.close(fd)
        return Started(pid, pipes)

    def end(self, pid: int) -> Ending:
        """Kill a worker and all it started."""
        try:
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

    def start(self, level: str, directory: Path, limits: Limits) -> Started:
        """Start a worker."""
        pipes, theirs = _pipes()
        order = json.dumps({"level": level, "directory": str(directory), "limits": asdict(limits)})
        process = subprocess.Popen(
            python("alone", order, *map(str, theirs)),
            pass_fds=theirs,
            stdin=subprocess.DEVNULL,
            stdout=theirs[2],
            stderr=theirs[2],
            env=ENVIRONMENT,
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


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs ``grader.worker.<module>`` with the search path of this process.

    Isolated mode keeps PYTHON* variables, the user's site and the current directory out; the repository is on
    the path only while our own modules are imported.
    """
    path = [entry for entry in sys.path if entry and Path(entry).resolve() != ROOT]
    bootstrap = (
        "import sys; "
        f"sys.path[:] = {[str(ROOT), *path]!r}; "
        f"from grader.worker.{module} import main; "
        f"sys.path.remove({str(ROOT)!r}); "
        "main(sys.argv[1:])"
    )
    return [sys.executable, "-I", "-c", bootstrap, *arguments]


def can_fork() -> bool:
    """Whether workers can be forked from a template here."""
    return sys.platform == "linux"


def _pipes() -> tuple[Pipes, list[int]]:
    """Return the judge's ends and the worker's ends (request, result, output) of three new pipes."""
    request_out, request_in = os.pipe()
    result_out, result_in = os.pipe()
    output_out, output_in = os.pipe()
    return Pipes(request_in, result_out, output_out), [request_out, result_in, output_in]
