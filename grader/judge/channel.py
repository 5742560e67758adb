"""The pipes between the judge and one worker: one frame out, one frame back, under watch."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import time
from collections.abc import Callable
from dataclasses import dataclass

from grader import wire

CHUNK = 1 << 20
WATCH_INTERVAL_S = 0.05

Watch = Callable[[], str | None]


class Ended(Exception):
    """The worker's end of the result pipe was closed before a whole frame came."""


class Overrun(Exception):
    """The deadline passed, or the watch found a reason to stop; the message is that reason."""


@dataclass(frozen=True)
class Pipes:
    """The judge's ends of a worker's pipes (file descriptors)."""

    request: int
    result: int
    output: int


class Channel:
    """Speaks with one worker over pipes that nobody else holds.

    Args:
        pipes: the judge's ends; the channel closes them.
        keep_output: how many bytes of printed output are kept; the rest is read and forgotten.
    """

    def __init__(self, pipes: Pipes, keep_output: int) -> None:
        self._pipes = pipes
        self._keep = keep_output
        self._kept = 0
        self._output = bytearray()
        self._received = bytearray()
        for fd in (pipes.request, pipes.result, pipes.output):
            os.set_blocking(fd, False)
        # Linux only: a larger pipe means fewer turns for a submission that prints much.
        with contextlib.suppress(AttributeError, OSError):
            fcntl.fcntl(pipes.output, fcntl.F_SETPIPE_SZ, CHUNK)

    def exchange(self, frame: bytes, deadline: float, watch: Watch) -> bytes:
        """Send one frame and return the one that comes back.

        Args:
            deadline: `time.monotonic` at which to give up.
            watch: called every 50 ms; a text that it returns is a reason to give up.

        Raises:
            Ended: when the worker closed its end.
            Overrun: at the deadline, or for the watch's reason.
            wire.WireError: when something was sent unasked, or what comes back is not one frame.
        """
        self._refuse_unasked()
        poll = select.poll()
        pending = memoryview(frame)
        poll.register(self._pipes.request, select.POLLOUT)
        poll.register(self._pipes.result, select.POLLIN)
        poll.register(self._pipes.output, select.POLLIN)
        watched = time.monotonic()
        while not self._complete():
            now = time.monotonic()
            if now >= deadline:
                raise Overrun("time")
            if now - watched >= WATCH_INTERVAL_S:
                watched = now
                reason = watch()
                if reason:
                    raise Overrun(reason)
            for fd, _ in poll.poll(1000 * min(WATCH_INTERVAL_S, deadline - now)):
                if fd == self._pipes.request:
                    pending = self._send(pending)
                    if not pending:
                        poll.unregister(fd)
                elif fd == self._pipes.result:
                    self._receive()
                elif not self._drain():
                    poll.unregister(fd)
        self._drain_all()
        answer, self._received = bytes(self._received), bytearray()
        return answer

    def take_output(self) -> str:
        """Return what was printed since the last call, as far as it is kept."""
        self._drain_all()
        text, self._output = self._output.decode("utf-8", "replace"), bytearray()
        return text

    def close(self) -> None:
        """Close the judge's ends."""
        for fd in (self._pipes.request, self._pipes.result, self._pipes.output):
            os.close(fd)

    def _complete(self) -> bool:
        if len(self._received) < wire.PREFIX.size:
            return False
        whole = wire.PREFIX.size + wire.body_length(bytes(self._received[: wire.PREFIX.size]))
        if len(self._received) > whole:
            raise wire.WireError("more than one frame")
        return len(self._received) == whole

    def _refuse_unasked(self) -> None:
        try:
            if os.read(self._pipes.result, 1):
                raise wire.WireError("a frame that nobody asked for")
        except BlockingIOError:
            pass

    def _send(self, pending: memoryview) -> memoryview:
        try:
            return pending[os.write(self._pipes.request, pending[:CHUNK]) :]
        except BlockingIOError:
            return pending
        except OSError:
            raise Ended from None

    def _receive(self) -> None:
        with contextlib.suppress(BlockingIOError):
            part = os.read(self._pipes.result, CHUNK)
            if not part:
                raise Ended
            self._received += part

    def _drain(self) -> bool:
        """Read some output; False when there is nothing now, or when the other end is closed."""
        try:
            part = os.read(self._pipes.output, CHUNK)
        except OSError:
            return True
        room = self._keep - self._kept
        self._output += part[:room]
        self._kept += min(room, len(part))
        return bool(part)

    def _drain_all(self) -> None:
        # Bounded: threads that a submission left behind can print for ever.
        for _ in range(64):
            if not select.select([self._pipes.output], [], [], 0)[0] or not self._drain():
                return
