"""Counts of what crossed between devices and of how often the host waited for one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields

import torch

LOG_LENGTH = 10_000
_DIRECTIONS = {(False, True): "host_to_device", (True, False): "device_to_host", (True, True): "between_devices"}


class BudgetSpentError(RuntimeError):
    """More was counted than a `Counters.budget` allows."""


@dataclass
class Counters:
    """What the simulated devices did. All fields are numbers since the start or the last `reset`."""

    host_to_device: int = 0
    """Copies from the host to a device."""
    device_to_host: int = 0
    """Copies from a device to the host."""
    between_devices: int = 0
    """Copies from one device to another."""
    host_to_device_bytes: int = 0
    device_to_host_bytes: int = 0
    between_devices_bytes: int = 0
    syncs: int = 0
    """How often the host waited for a device: to read a value, for a blocking copy, or because it was told to."""
    fetches: int = 0
    """How often values came to the host, waited for or not: by a copy, ``.item()``, ``if``, ``print``, a mask."""
    operations: int = 0
    """Operators that ran on a device, backward included."""
    log: deque[str] = field(default_factory=lambda: deque(maxlen=LOG_LENGTH), repr=False)
    """One line for each copy and each wait, oldest first; the last ten thousand."""
    _frozen: int = field(default=0, repr=False)
    _limits: dict[str, int] = field(default_factory=dict, repr=False)

    def copied(self, source: torch.device, target: torch.device, size: int, *, waited: bool) -> None:
        """Count one copy of `size` bytes; the host waits for a copy to itself unless it is non-blocking."""
        if self._frozen:
            return
        direction = _DIRECTIONS[source.type == "cuda", target.type == "cuda"]
        self.log.append(f"copy of {size} bytes from {source} to {target}")
        setattr(self, f"{direction}_bytes", getattr(self, f"{direction}_bytes") + size)
        self._add(direction)
        if direction == "device_to_host":
            self._add("fetches")
            if waited:
                self._add("syncs")

    def fetched(self, how: str) -> None:
        """Count that the host waited for a value."""
        if not self._frozen:
            self.log.append(how)
            self._add("fetches")
            self._add("syncs")

    def waited(self, how: str) -> None:
        """Count that the host waited without reading anything."""
        if not self._frozen:
            self.log.append(how)
            self._add("syncs")

    def operated(self) -> None:
        """Count one operator on a device."""
        if not self._frozen:
            self.operations += 1

    def as_dict(self) -> dict[str, int]:
        """Return all numbers by name, as plain data."""
        return {name: getattr(self, name) for name in _NUMBERS}

    def reset(self) -> None:
        """Begin to count anew."""
        for name in _NUMBERS:
            setattr(self, name, 0)
        self.log.clear()

    def freeze(self) -> None:
        """Count no more, whatever happens."""
        self._frozen += 1

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Count nothing inside the block."""
        self._frozen += 1
        try:
            yield
        finally:
            self._frozen -= 1

    @contextmanager
    def budget(self, **limits: int) -> Iterator[None]:
        """Allow so much more inside the block: ``budget(fetches=1)``.

        Raises:
            BudgetSpentError: where the first one too many happens, and again at the end if that was caught.
            TypeError: for a name that is not counted.
        """
        if unknown := set(limits) - set(_NUMBERS):
            raise TypeError(f"{sorted(unknown)} is not counted; there are {', '.join(_NUMBERS)}")
        before = self._limits
        self._limits = before | {name: getattr(self, name) + limit for name, limit in limits.items()}
        try:
            yield
            for name in limits:
                self._check(name)
        finally:
            self._limits = before

    def _add(self, name: str) -> None:
        setattr(self, name, getattr(self, name) + 1)
        self._check(name)

    def _check(self, name: str) -> None:
        number = getattr(self, name)
        if number > self._limits.get(name, number):
            raise BudgetSpentError(f"one too many of {name.replace('_', ' ')}: {self.log[-1]}")


_NUMBERS = tuple(one.name for one in fields(Counters) if one.type == "int" and one.name[0] != "_")
