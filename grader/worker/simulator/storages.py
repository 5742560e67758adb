"""The attributes of untyped storages; saving, loading and deep copies go through them."""

from __future__ import annotations

from typing import Any

import torch

from grader.worker.simulator.machine import Machine
from grader.worker.simulator.patches import Patches
from grader.worker.simulator.tags import CPU

Storage = torch.UntypedStorage


def patch_storages(patches: Patches, machine: Machine) -> None:
    """Make storages report and change their simulated device, which their copies keep."""
    native: Any = torch._C.StorageBase
    tags = machine.tags

    def device(self: Storage) -> torch.device:
        place: torch.device = native.device.__get__(self)
        return place if place.type != "cpu" else tags.device_of_storage(self)

    def copy(storage: Storage, place: torch.device) -> Storage:
        copied = Storage(storage.nbytes())  # type: ignore[no-untyped-call]
        with machine.quiet:
            native.copy_(copied, storage, False)
        tags.put_storage(copied, place)
        if place != device(storage):
            machine.counters.copied(device(storage), place, storage.nbytes(), waited=True)
        return copied

    def clone(self: Storage) -> Storage:
        return copy(self, device(self))

    def to(self: Storage, *, device: Any, non_blocking: bool = False) -> Storage:
        place = machine.resolve(device)
        return self if place == self.device else copy(self, place)

    def cuda(self: Storage, device: Any = None, non_blocking: bool = False) -> Storage:
        return to(self, device="cuda" if device is None else device)

    def cpu(self: Storage) -> Storage:
        return to(self, device=CPU)

    patches.set(Storage, "device", property(device))
    patches.set(Storage, "is_cuda", property(lambda self: device(self).type == "cuda"))
    for method in (clone, to, cuda, cpu):
        patches.set(Storage, method.__name__, method)
