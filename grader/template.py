"""The template process as the grader sees it: started, asked to admit judges, ended.

This module imports nothing that needs torch, so that the template can begin to import torch before
this process does the same.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.errors import GradingError

ROOT = Path(__file__).resolve().parent.parent
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
# Where the driver of a GPU is found, and which GPUs are meant.
INHERITED = ("LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER")


def environment() -> dict[str, str]:
    """Return the environment of a template or of a worker of its own: clean, but for what tells where GPUs are."""
    return ENVIRONMENT | {name: os.environ[name] for name in INHERITED if name in os.environ}


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
                env=environment(),
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process id of the template."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the template still runs."""
        return self._process.poll() is None

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


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs ``grader.worker.<module>`` with the search path of this process.

    Isolated mode keeps PYTHON* variables, the user's site and the current directory out; the repository is on
    the path only while our own modules are imported.
    """
    path = [entry for entry in sys.path if entry and Path(entry).resolve() != ROOT]
    bootstrap = (
        # Imports leave nothing to collect, and collecting costs a tenth of them.
        "import gc, sys; gc.disable(); "
        f"sys.path[:] = {[str(ROOT), *path]!r}; "
        f"from grader.worker.{module} import main; "
        f"sys.path.remove({str(ROOT)!r}); "
        "main(sys.argv[1:])"
    )
    return [sys.executable, "-I", "-c", bootstrap, *arguments]


def can_fork() -> bool:
    """Whether workers can be forked from a template here."""
    return sys.platform == "linux"
