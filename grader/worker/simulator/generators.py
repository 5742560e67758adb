"""Random numbers: each device has a generator of its own, so draws on it leave those of the host alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

from grader.worker.simulator.machine import Machine

# On a GPU equal seeds give other numbers than on the host; here, too.
OTHER_NUMBERS = 0x9E3779B97F4A7C15


class DeviceGenerator(torch._C.Generator):
    """What ``torch.Generator(device="cuda")`` makes: natively a generator of the host, seeded in its own way."""

    _place: torch.device
    _seed: int

    def __new__(cls, device: torch.device) -> DeviceGenerator:
        """Make the native generator that draws the numbers."""
        generator = super().__new__(cls)
        generator._place = device
        generator.manual_seed(super().initial_seed(generator))
        return generator

    def __init__(self, device: torch.device) -> None:
        pass

    @property
    def device(self) -> torch.device:  # type: ignore[override]
        """The simulated device."""
        return self._place

    def manual_seed(self, seed: int) -> DeviceGenerator:
        """Begin the sequence of `seed`."""
        super().manual_seed((seed ^ OTHER_NUMBERS) % (1 << 63))
        self._seed = seed
        return self

    def initial_seed(self) -> int:
        """The seed as it was given."""
        return self._seed

    def seed(self) -> int:
        """Begin a sequence that nobody can foresee; return its seed."""
        self._seed = super().seed()
        return self._seed


class Generators:
    """The devices' default generators."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.defaults = tuple(DeviceGenerator(device) for device in machine.devices)
        for generator in self.defaults:
            generator.manual_seed(torch.initial_seed() % (1 << 63))

    def make(self, device: Any = "cpu") -> torch._C.Generator:
        """Do what ``torch.Generator(device)`` does."""
        place = self.machine.resolve(device) if self.machine.live else torch.device(device)
        return DeviceGenerator(place) if place.type == "cuda" else torch._C.Generator(place)

    def check(self, generator: torch._C.Generator, device: torch.device) -> None:
        """Raise `RuntimeError` unless `generator` draws on `device`."""
        if generator.device.type != device.type:
            raise RuntimeError(
                f"Expected a '{device.type}' device type for generator but found '{generator.device.type}'"
            )

    @contextmanager
    def drawing(self, device: torch.device) -> Iterator[None]:
        """Let the default generator of `device` stand for the host's inside the block."""
        host, own = torch.default_generator, self.defaults[device.index]
        before = host.get_state()
        host.set_state(own.get_state())
        try:
            yield
        finally:
            own.set_state(host.get_state())
            host.set_state(before)
