"""What happens while the learner works: a file is saved, a key is pressed, the terminal changes its size."""

from __future__ import annotations

import contextlib
import os
import platform
import queue
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

QUIT_KEYS = ("q", "\x04")
# Long enough for an editor that empties a file before it writes, far below what anybody notices.
QUIET_MS = 20
LONGEST_WAIT_MS = 200
POLLING_S = 0.15
# Part of the name of a Linux inside Windows, whose folders of Windows tell of no changes.
WSL = "microsoft-standard"


@dataclass(frozen=True)
class Saved:
    """The file of an exercise was written, made, renamed to or removed; `exercise` is its id."""

    exercise: str


@dataclass(frozen=True)
class Pressed:
    """A key, as one lower-case character; Return is an empty text."""

    key: str


@dataclass(frozen=True)
class Resized:
    """The page no longer fits the terminal."""


@dataclass(frozen=True)
class NotWatched:
    """Changes of files go unnoticed from now on, and why."""

    reason: str


Event = Saved | Pressed | Resized | NotWatched


class Events:
    """Gathers events from threads; for use in a ``with`` statement, after which the terminal is as it was.

    Args:
        folder: where the files are.
        files: the exercise ids by file.
        polling: whether to look at the files again and again instead of being told of changes.

    Attributes:
        urgent: a file descriptor that can be read once something is worth interrupting a grading for.
        quitting: whether a key to quit was pressed.
    """

    def __init__(self, folder: Path, files: Mapping[Path, str], polling: bool = False) -> None:
        self._folder = folder
        self._files = files
        self._polling = polling or WSL in platform.release()
        self._queue: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._undo: list[Callable[[], Any]] = []
        self.quitting = False
        self.urgent, self._ring = os.pipe()
        os.set_blocking(self.urgent, False)
        os.set_blocking(self._ring, False)

    def __enter__(self) -> Events:
        threading.Thread(target=self._watch, daemon=True).start()
        if sys.stdin is not None and not sys.stdin.closed:
            self._prepare_terminal()
            threading.Thread(target=self._listen, args=(sys.stdin.fileno(),), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        while self._undo:
            self._undo.pop()()

    def wait(self) -> Event:
        """Return the next event; of saves that wait for their turn, each file's is told once."""
        event = self._queue.get()
        later: list[Event] = []
        while isinstance(event, Saved) and not self._queue.empty():
            following = self._queue.get()
            if following != event:
                later.append(following)
        for one in later:
            self._queue.put(one)
        return event

    def calm(self) -> None:
        """Forget what was urgent until now."""
        with contextlib.suppress(BlockingIOError):
            while os.read(self.urgent, 1024):
                pass

    def put(self, event: Event, urgent: bool = False) -> None:
        """Add an event; an urgent one interrupts a grading."""
        self._queue.put(event)
        self.quitting = self.quitting or (urgent and isinstance(event, Pressed))
        if urgent:
            with contextlib.suppress(BlockingIOError):
                os.write(self._ring, b"!")

    def _watch(self) -> None:
        if not self._polling:
            try:
                self._hear()
                return
            except Exception:
                pass  # there are many ways in which a system can have no events to give; polling needs none
        try:
            self._poll()
        except OSError as error:
            self.put(NotWatched(f"{type(error).__name__}: {error}"))

    def _hear(self) -> None:
        """Tell of saves as the system tells of them."""
        from watchfiles import watch

        changes = watch(
            self._folder,
            watch_filter=lambda change, path: Path(path) in self._files,
            debounce=LONGEST_WAIT_MS,
            step=QUIET_MS,
            stop_event=self._stop,
            raise_interrupt=False,
            force_polling=False,
        )
        for group in changes:
            for name in dict.fromkeys(self._files[Path(path)] for _, path in group):
                self.put(Saved(name), urgent=True)

    def _poll(self) -> None:
        """Look at the files again and again; two saves within a second differ, as those of other pollers may not."""
        before = {path: _state(path) for path in self._files}
        while not self._stop.wait(POLLING_S):
            for path, name in self._files.items():
                if (now := _state(path)) != before[path]:
                    before[path] = now
                    self.put(Saved(name), urgent=True)

    def _listen(self, descriptor: int) -> None:
        whole_lines = not os.isatty(descriptor)
        while not self._stop.is_set():
            try:
                read = os.read(descriptor, 1024)
            except OSError:
                return
            if not read:
                return
            text = read.decode("utf-8", "replace")
            if whole_lines:
                # Written ahead, perhaps all at once: each line waits for what the one before it asked for.
                for line in text.splitlines():
                    self.put(Pressed(line.strip().lower()[:1]))
            elif not text.startswith("\x1b"):  # an arrow or function key is none of ours
                for key in text.lower():
                    self.put(Pressed("" if key in "\r\n" else key), urgent=key in QUIT_KEYS)

    def _prepare_terminal(self) -> None:
        """Have keys told one by one and not shown, on terminals; hear of their size, and of being continued."""
        if os.name != "posix" or not sys.stdin.isatty():
            return
        import termios
        import tty

        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
        self._undo.append(lambda: termios.tcsetattr(descriptor, termios.TCSADRAIN, before))
        tty.setcbreak(descriptor)

        def redraw(number: int, frame: FrameType | None) -> None:
            if number == signal.SIGCONT:
                tty.setcbreak(descriptor)
            self._queue.put(Resized())

        for number in (signal.SIGWINCH, signal.SIGCONT):
            self._undo.append(_restore(number, signal.signal(number, redraw)))


def _restore(number: int, before: Any) -> Callable[[], Any]:
    return lambda: signal.signal(number, before)


def _state(path: Path) -> tuple[int, int, int] | None:
    """Return what tells one save of a file from the next; None where there is no file."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size, about.st_ino
