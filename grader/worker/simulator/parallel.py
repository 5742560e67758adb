"""`torch.nn.parallel` over simulated devices: one replica after the other, in place of one thread for each."""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from typing import Any

import torch

from grader.worker.simulator.machine import Machine
from grader.worker.simulator.patches import Patches
from grader.worker.simulator.transfers import Transfers


def patch_parallel(patches: Patches, machine: Machine, transfers: Transfers) -> None:
    """Let `nn.DataParallel` scatter to, and gather from, simulated devices."""

    def move(tensor: torch.Tensor, device: Any) -> torch.Tensor:
        place = "cuda" if device is None else "cpu" if device == -1 else device
        return transfers.move(tensor, machine.resolve(place))

    def scatter(
        tensor: torch.Tensor, devices: Any = None, chunk_sizes: Any = None, dim: int = 0, *_: Any, **__: Any
    ) -> tuple[torch.Tensor, ...]:
        parts = tensor.split(chunk_sizes, dim) if chunk_sizes else tensor.chunk(len(devices), dim)  # type: ignore[no-untyped-call]
        return tuple(move(part, device) for part, device in zip(parts, devices, strict=False))

    def gather(tensors: Sequence[torch.Tensor], dim: int = 0, destination: Any = None, **_: Any) -> torch.Tensor:
        return torch.cat([move(tensor, destination) for tensor in tensors], dim)

    def broadcast(tensor: torch.Tensor, devices: Sequence[Any] = (), **_: Any) -> tuple[torch.Tensor, ...]:
        return tuple(move(tensor, device) for device in devices)

    def broadcast_coalesced(tensors: Sequence[torch.Tensor], devices: Any, *_: Any) -> list[list[torch.Tensor]]:
        return [[move(tensor, device) for tensor in tensors] for device in devices]

    def reduce_add_coalesced(inputs: Any, destination: Any = None, *_: Any) -> tuple[torch.Tensor, ...]:
        moved = [[move(tensor, destination) for tensor in tensors] for tensors in zip(*inputs, strict=True)]
        return tuple(functools.reduce(torch.add, tensors) for tensors in moved)

    def parallel_apply(modules: Any, inputs: Any, kwargs_tup: Any = None, devices: Any = None) -> list[Any]:
        outputs = []
        for position, (module, given) in enumerate(zip(modules, inputs, strict=True)):
            place = devices[position] if devices and devices[position] is not None else machine.current
            with torch.cuda.device(machine.index(place)):
                args = given if isinstance(given, (list, tuple)) else (given,)
                outputs.append(module(*args, **(kwargs_tup[position] if kwargs_tup else {})))
        return outputs

    comm = torch.nn.parallel.comm
    for function in (scatter, gather, broadcast, broadcast_coalesced, reduce_add_coalesced):
        patches.set(comm, function.__name__, function)
    for name in ("torch.nn.parallel", "torch.nn.parallel.parallel_apply", "torch.nn.parallel.data_parallel"):
        patches.set(sys.modules[name], "parallel_apply", parallel_apply)
