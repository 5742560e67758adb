"""The simulated machine: how many devices it has, which one is current, and what is known about them."""

from __future__ import annotations

import threading
from typing import Any

import torch

from grader.worker.simulator.counters import Counters
from grader.worker.simulator.tags import CPU, Tags

NO_DEVICES = "No CUDA GPUs are available"
# Raised by the CUDA runtime, hence the advice; https://github.com/pytorch/pytorch/blob/main/c10/cuda/CUDAException.cpp
BAD_ORDINAL = (
    "CUDA error: invalid device ordinal\n"
    "CUDA kernel errors might be asynchronously reported at some other API call, so the stacktrace below might be "
    "incorrect.\nFor debugging consider passing CUDA_LAUNCH_BLOCKING=1"
)

CAPACITY = 16


def checked(count: int) -> int:
    """Return `count`; raise `ValueError` when so many devices cannot be simulated."""
    if not 0 <= count <= CAPACITY:
        raise ValueError(f"{count} devices cannot be simulated, only 0 to {CAPACITY}")
    return count


class Switch(threading.local):
    """On inside its ``with`` blocks, in the thread that is in them."""

    depth = 0

    def __enter__(self) -> None:
        self.depth += 1

    def __exit__(self, *_: object) -> None:
        self.depth -= 1

    def __bool__(self) -> bool:
        return self.depth > 0


class Machine:
    """Devices ``cuda:0`` to ``cuda:<count - 1>``.

    Attributes:
        count: how many devices there are; it may change, up to `CAPACITY`.
        current: the index that ``cuda`` without an index means.
        quiet: while on, operators are neither checked, tagged nor counted.
        explicit: while on, tensors are made by Python code, which said where (or did not, and meant the host).
        live: False once the installation is removed; what outlives it then does what torch does.
    """

    def __init__(self, count: int) -> None:
        self.count = checked(count)
        self.devices = tuple(torch.device("cuda", index) for index in range(CAPACITY))
        self.current = 0
        self.counters = Counters()
        self.tags = Tags(CAPACITY)
        self.quiet = Switch()
        self.explicit = Switch()
        self.live = True

    def resolve(self, device: Any) -> torch.device:
        """Return the device that a string, an index or a `torch.device` means, with its index.

        Raises:
            RuntimeError: when there is no such CUDA device.
        """
        if isinstance(device, int):
            device = self.devices[device] if 0 <= device < CAPACITY else torch.device(f"cuda:{device}")
        elif isinstance(device, str):
            device = torch.device(device)
        if device.type == "cpu":
            return CPU
        if device.type != "cuda":
            return device  # type: ignore[no-any-return]
        if not self.count:
            raise RuntimeError(NO_DEVICES)
        index = self.current if device.index is None else device.index
        if not 0 <= index < self.count:
            raise _accelerator_error()(BAD_ORDINAL)
        return self.devices[index]

    def index(self, device: Any = None) -> int:
        """Return the index of a CUDA device; of the current one for None.

        Raises:
            RuntimeError: when there is no such device.
            ValueError: when it is no CUDA device.
        """
        resolved = self.resolve("cuda" if device is None else device)
        if resolved.type != "cuda":
            raise ValueError(f"Expected a cuda device, but got: {resolved}")
        return resolved.index


def _accelerator_error() -> type[RuntimeError]:
    error: type[RuntimeError] = getattr(torch, "AcceleratorError", RuntimeError)
    return error
