"""Counts on real GPUs what the simulator counts on its own: copies, and how often the host fetches values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode

from grader.worker.simulator.counters import Counters
from grader.worker.simulator.mixing import mask_waits, tensors_in
from grader.worker.simulator.operators import FETCHING, INDEXING


class Counting(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Sees each operator inside its ``with`` block, and counts."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.counters = Counters()

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Keep torch from wrapping this mode for its compiler, whose import would cost a second and 70 MB."""
        return False

    def __torch_dispatch__(
        self, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        """Run one operator; count what it makes the host and its GPUs exchange."""
        kwargs = kwargs or {}
        name = func._schema.name.split("::")[1]
        on_gpu = any(one.is_cuda for one in tensors_in([*args, *kwargs.values()]))
        if on_gpu and name == "_local_scalar_dense":
            self.counters.fetched("a value was read")
        elif on_gpu and name in FETCHING:
            self.counters.fetched(f"{name} needs values")
        elif on_gpu and name == "repeat_interleave" and not kwargs.get("output_size"):
            self.counters.fetched("repeat_interleave needs values")
        elif on_gpu and name in INDEXING and mask_waits(args, _device):
            self.counters.fetched("a mask was counted")
        result = func(*args, **kwargs)
        if name == "_to_copy":
            self._count(args[0], result, kwargs.get("non_blocking", False))
        elif name == "copy_":
            self._count(args[1], args[0], (*args[2:], kwargs.get("non_blocking", False))[0])
        if on_gpu:
            self.counters.operated()
        return result

    def _count(self, source: torch.Tensor, target: torch.Tensor, non_blocking: bool) -> None:
        if source.device != target.device and "meta" not in (source.device.type, target.device.type):
            size = target.numel() * target.element_size()
            self.counters.copied(source.device, target.device, size, waited=not non_blocking)


def _device(tensor: torch.Tensor) -> torch.device:
    return tensor.device
