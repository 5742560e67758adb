"""Streams and events: work is done when it is asked for, so all streams are always ready."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from grader.worker.simulator.machine import Machine


class Stream:
    """Stands for `torch.cuda.Stream`."""

    machine: Machine
    streams: Streams

    def __init__(self, device: Any = None, priority: int = 0, **kwargs: Any) -> None:
        self.device = self.machine.devices[self.machine.index(device)]
        self.priority = priority
        self._before: list[Stream | None] = []

    @property
    def device_index(self) -> int:
        """The index of the stream's device."""
        return self.device.index

    @property
    def cuda_stream(self) -> int:
        """A number that no other living stream has."""
        return id(self)

    def synchronize(self) -> None:
        """Wait for the work of this stream."""
        self.machine.counters.waited("a stream was synchronised")

    def query(self) -> bool:
        """Whether all work is done."""
        return True

    def is_capturing(self) -> bool:
        """Whether a graph is being captured: never."""
        return False

    def wait_stream(self, stream: Stream) -> None:
        """Let later work wait for another stream."""

    def wait_event(self, event: Event) -> None:
        """Let later work wait for an event."""

    def record_event(self, event: Event | None = None) -> Event:
        """Record an event, a new one if none is given."""
        event = event or self.streams.event_type()
        event.record(self)
        return event

    def __enter__(self) -> Stream:
        self._before.append(self.streams.current.get(self.device.index))
        self.streams.current[self.device.index] = self
        return self

    def __exit__(self, *_: object) -> None:
        self.streams.current[self.device.index] = self._before.pop()

    def __repr__(self) -> str:
        return f"<torch.cuda.Stream device={self.device} cuda_stream={self.cuda_stream:#x}>"


class Event:
    """Stands for `torch.cuda.Event`; its times are those of the host."""

    machine: Machine

    def __init__(self, enable_timing: bool = False, blocking: bool = False, interprocess: bool = False) -> None:
        self.timed = enable_timing
        self.time: float | None = None

    def record(self, stream: Stream | None = None) -> None:
        """Remember the time."""
        self.time = time.perf_counter()

    def wait(self, stream: Stream | None = None) -> None:
        """Let later work of a stream wait for this event."""

    def query(self) -> bool:
        """Whether the event has happened."""
        return True

    def synchronize(self) -> None:
        """Wait for the event."""
        self.machine.counters.waited("an event was synchronised")

    def elapsed_time(self, end_event: Event) -> float:
        """Return the milliseconds from this event to `end_event`."""
        if not (self.timed and end_event.timed):
            raise ValueError("Both events must be created with argument 'enable_timing=True'.")
        if self.time is None or end_event.time is None:
            raise ValueError("Both events must be recorded before calculating elapsed time.")
        return (end_event.time - self.time) * 1e3


class Streams:
    """The streams of one machine: a default one for each device, and the current ones."""

    def __init__(self, machine: Machine) -> None:
        shared = {"machine": machine, "streams": self, "__module__": "torch.cuda"}
        self.machine = machine
        self.stream_type: type[Stream] = type("Stream", (Stream,), shared)
        self.event_type: type[Event] = type("Event", (Event,), shared)
        self.default: dict[int, Stream] = {}
        self.current: dict[int, Stream | None] = {}

    @contextmanager
    def stream(self, stream: Stream | None) -> Iterator[Stream | None]:
        """Do what ``with torch.cuda.stream(stream)`` does."""
        if stream is None:
            yield None
        else:
            with stream:
                yield stream

    def current_stream(self, device: Any = None) -> Stream:
        """Return the stream in use on `device`."""
        return self.current.get(self.machine.index(device)) or self.default_stream(device)

    def default_stream(self, device: Any = None) -> Stream:
        """Return the stream that `device` begins with."""
        index = self.machine.index(device)
        if index not in self.default:
            self.default[index] = self.stream_type(index)
        return self.default[index]

    def set_stream(self, stream: Stream | None) -> None:
        """Use `stream` on its device from now on."""
        if stream is not None:
            self.current[stream.device.index] = stream
