"""The GPUs that a worker's submission finds: none, simulated ones or real ones, as the worker's device kind says."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from grader.worker.simulator.counters import Counters
    from grader.worker.simulator.installation import Installation

CUDA_ERROR_NOT_INITIALIZED = 3


def get_ready(kind: str) -> None:
    """Import what a worker of this kind needs of ours, as long as it can be read."""
    if kind == "simulated":
        import grader.worker.simulator.installation
    elif kind == "cuda":
        import grader.worker.counting  # noqa: F401


class Devices:
    """The GPUs of one worker.

    Args:
        kind: its device kind, "cpu", "simulated" or "cuda".

    Raises:
        RuntimeError: when real GPUs are wanted and do not work.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._installation: Installation | None = None
        if kind == "simulated":
            from grader.worker.simulator import install

            self._installation = install()
        elif kind == "cuda":
            _use_each()

    @contextmanager
    def there_are(self, count: int) -> Iterator[None]:
        """Let a submission find so many GPUs inside the block, the first one current; of real ones, all there are."""
        if self._installation is not None:
            with self._installation.resized(count):
                yield
            return
        if self._kind == "cuda":
            torch.set_default_device(None)
            if torch.cuda.device_count():
                torch.cuda.set_device(0)
        yield

    def close(self) -> None:
        """Leave torch as it was."""
        if self._installation is not None:
            self._installation.remove()


@contextmanager
def machine_with(count: int) -> Iterator[None]:
    """Let the submission find exactly so many GPUs inside the block; possible beside simulated ones only.

    Raises:
        RuntimeError: where none are simulated.
    """
    installation = _present()
    if installation is None:
        raise RuntimeError("the number of GPUs can be changed only in checks that are marked `simulated=True`")
    with installation.resized(count):
        yield


@contextmanager
def counted(**limits: int) -> Iterator[Counters]:
    """Count inside the block what crosses between the host and GPUs, simulated or real.

    Args:
        limits: how often something may happen, such as ``fetches=1``; see `Counters`.

    Raises:
        BudgetSpentError: where the first one too many happens.
    """
    installation = _present()
    if installation is not None:
        installation.counters.reset()
        with installation.counters.budget(**limits):
            yield installation.counters
        return
    from grader.worker.counting import Counting

    with Counting() as counting, counting.counters.budget(**limits):
        yield counting.counters


def find() -> dict[str, Any]:
    """Use each real GPU once; return ``{"names": [...], "trouble": why not all work, or None}``."""
    try:
        return {"names": _use_each(), "trouble": None}
    except Exception as error:
        return {"names": [], "trouble": f"{type(error).__name__}: {error}"[:500]}


def cuda_has_begun() -> bool:
    """Whether CUDA has been initialised in this process, so that no fork of it could use a GPU.

    The driver itself is asked: what it can know without being initialised, it tells, and this it cannot
    (`cuDeviceGetCount
    <https://docs.nvidia.com/cuda/cuda-driver-api/group__CUDA__DEVICE.html>`_).
    """
    with open("/proc/self/maps", encoding="utf-8", errors="replace") as maps:
        if "libcuda.so" not in maps.read():
            return False
    count = ctypes.c_int()
    return bool(ctypes.CDLL("libcuda.so.1").cuDeviceGetCount(ctypes.byref(count)) != CUDA_ERROR_NOT_INITIALIZED)


def _use_each() -> list[str]:
    """Compute a little on each real GPU, so that no probe pays for the start; return their names."""
    names = []
    for index in range(torch.cuda.device_count()):
        weight = torch.ones(2, 2, device=f"cuda:{index}", requires_grad=True)
        (weight @ weight).sum().backward()  # type: ignore[no-untyped-call]
        if weight.grad is None or weight.grad.cpu().tolist() != [[4.0, 4.0], [4.0, 4.0]]:
            raise RuntimeError(f"cuda:{index} computes wrong gradients")
        names.append(torch.cuda.get_device_name(index))
    return names


def _present() -> Installation | None:
    from grader.worker.simulator import present

    return present()
