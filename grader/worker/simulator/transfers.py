"""Copies between devices, which autograd follows back."""

from __future__ import annotations

from typing import Any

import torch

from grader.worker.simulator.machine import Machine
from grader.worker.simulator.tags import CPU, without_functions

native_to = torch._C.TensorBase.to


class ToCopy(torch.autograd.Function):
    """A copy to another device; its gradient goes to where the tensor came from.

    Natively both are on the CPU, so the backward of `torch.Tensor.to` would leave the gradient where it is.
    """

    @staticmethod
    def forward(
        ctx: Any, tensor: torch.Tensor, transfers: Transfers, device: torch.device, *options: Any
    ) -> torch.Tensor:
        """Copy."""
        ctx.transfers, ctx.source, ctx.dtype = transfers, transfers.machine.tags.device_of(tensor), tensor.dtype
        return transfers.copy(tensor, device, *options)

    @staticmethod
    def backward(ctx: Any, gradient: torch.Tensor) -> tuple[Any, ...]:
        """Copy back."""
        return ctx.transfers.move(gradient, ctx.source, ctx.dtype), None, None, None, None, None


class Transfers:
    """Moves tensors of one machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def move(
        self,
        tensor: torch.Tensor,
        device: Any = None,
        dtype: torch.dtype | None = None,
        non_blocking: bool = False,
        copy: bool = False,
        memory_format: torch.memory_format | None = None,
    ) -> torch.Tensor:
        """Do what ``tensor.to(device, ...)`` does; the tensor itself is returned where nothing has to change."""
        tags = self.machine.tags
        source = tags.device_of(tensor)
        target = source if device is None else self.machine.resolve(device)
        if source == target or "cuda" not in (source.type, target.type) or "meta" in (source.type, target.type):
            native = CPU if target.type == "cuda" else target
            options: dict[str, Any] = {} if memory_format is None else {"memory_format": memory_format}
            with without_functions():
                return native_to(tensor, native, dtype or tensor.dtype, non_blocking, copy, **options)
        if tensor.requires_grad:
            moved: torch.Tensor = ToCopy.apply(tensor, self, target, dtype, non_blocking, memory_format)  # type: ignore[no-untyped-call]
            return moved
        with torch.no_grad():
            return self.copy(tensor, target, dtype, non_blocking, memory_format)

    def copy(
        self,
        tensor: torch.Tensor,
        device: torch.device,
        dtype: torch.dtype | None,
        non_blocking: bool,
        memory_format: torch.memory_format | None,
    ) -> torch.Tensor:
        """Return a copy on another device, counted and outside of autograd."""
        source = self.machine.tags.device_of(tensor)
        options: dict[str, Any] = {} if memory_format is None else {"memory_format": memory_format}
        with without_functions(), self.machine.quiet:
            copied = native_to(tensor, dtype or tensor.dtype, copy=True, **options)
            copied = copied.detach() if copied.requires_grad else copied
        self.machine.tags.put(copied, device)
        self.count(copied, source, device, non_blocking)
        return copied

    def count(
        self, tensor: torch.Tensor, source: torch.device, target: torch.device, non_blocking: bool = False
    ) -> None:
        """Count the copy of all of `tensor` from `source` to `target`."""
        size = tensor.numel() * tensor.element_size()
        self.machine.counters.copied(source, target, size, waited=not non_blocking)
