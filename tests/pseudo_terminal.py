"""A pseudo-terminal in which a command runs, as a learner would see and type."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path
from types import TracebackType

CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\r")
CLEARED = re.compile(r"\x1b\[H\x1b\[2J|\x1b\[2J\x1b\[H|\x1b\[2J")
PATIENCE_S = 60.0


class Terminal:
    """A terminal of some size with one command in it; leaving the ``with`` block kills what still runs."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str], columns: int = 100) -> None:
        self._here, there = pty.openpty()
        self._resize(there, columns)
        self.before = termios.tcgetattr(there)
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment | {"TERM": "xterm-256color"},
            stdin=there,
            stdout=there,
            stderr=there,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self._there = there
        self._text = ""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._here)
        os.close(self._there)

    @property
    def page(self) -> str:
        """What has been written since the page was last cleared, without its colours."""
        return CONTROLS.sub("", CLEARED.split(self._text)[-1])

    @property
    def pages(self) -> int:
        """How often the page has been cleared."""
        return len(CLEARED.findall(self._text))

    def wait_for(self, *words: str, after: int = -1) -> str:
        """Return the page as soon as it holds all these words, and is a later one than number `after`."""
        end = time.monotonic() + PATIENCE_S
        while self.pages <= after or not all(word in self.page for word in words):
            assert time.monotonic() < end, f"{words} did not appear in:\n{self.page}"
            self._read(0.2)
        return self.page

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._here, keys.encode())

    def resize(self, columns: int) -> None:
        """Change the width of the terminal, which tells the command in it."""
        self._resize(self._here, columns)

    def ended(self) -> int:
        """Return the exit code once the command has ended by itself."""
        end = time.monotonic() + PATIENCE_S
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it goes on:\n{self.page}"
            self._read(0.2)
        while self._read(0.1):
            pass
        return self.process.returncode

    @property
    def settings(self) -> list[object]:
        """The settings of the terminal, such as whether it shows what is typed."""
        return termios.tcgetattr(self._there)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._here], [], [], seconds)[0]:
            return False
        try:
            self._text += os.read(self._here, 1 << 16).decode("utf-8", "replace")
        except OSError:
            return False
        return True

    @staticmethod
    def _resize(descriptor: int, columns: int) -> None:
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("=HHHH", 50, columns, 0, 0))


def family(pid: int) -> set[int]:
    """Return a process and all that it started, and that those started."""
    found, waiting = set(), [pid]
    while waiting:
        one = waiting.pop()
        found.add(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                waiting += [int(child) for child in task.read_text().split()]
    return found


def gone(pids: set[int]) -> bool:
    """Whether all these processes end within a while."""
    end = time.monotonic() + PATIENCE_S
    while any(_lives(pid) for pid in pids) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(_lives(pid) for pid in pids)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
