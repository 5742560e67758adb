"""The attributes of `torch.Tensor` that tell, or change, where a tensor is."""

from __future__ import annotations

from typing import Any

import torch

from grader.worker.simulator.dispatch import PINNED
from grader.worker.simulator.machine import Machine
from grader.worker.simulator.patches import Patches
from grader.worker.simulator.tags import CPU, native_device, native_storage, without_functions
from grader.worker.simulator.transfers import Transfers

Tensor = torch.Tensor
Base: Any = torch._C.TensorBase


class Attribute(property):
    """A property in the place of a native attribute; torch's compiler asks those for their class."""

    __objclass__ = Tensor


def patch_tensors(patches: Patches, machine: Machine, transfers: Transfers) -> None:
    """Make tensors report and change their simulated device."""
    _patch_places(patches, machine, transfers)
    _patch_moves(patches, machine, transfers)
    _patch_readings(patches, machine)
    _patch_gradients(patches, machine, transfers)
    _patch_pinning(patches, machine)


def _patch_places(patches: Patches, machine: Machine, transfers: Transfers) -> None:
    device_of = machine.tags.device_of

    def get_device(self: Tensor) -> int:
        index = device_of(self).index
        return -1 if index is None else index

    def type_(self: Tensor, dtype: Any = None, non_blocking: bool = False, **kwargs: Any) -> Any:
        if dtype is None:
            with without_functions():
                name: str = Base.type(self)
            return name.replace("torch.", "torch.cuda.") if device_of(self).type == "cuda" else name
        legacy = dtype if isinstance(dtype, str) else getattr(dtype, "legacy_name", "")
        if legacy.startswith("torch.cuda."):
            scalar = getattr(torch, legacy.removeprefix("torch.cuda.")).dtype
            place = device_of(self) if device_of(self).type == "cuda" else "cuda"
            return transfers.move(self, place, scalar, non_blocking)
        if not isinstance(dtype, torch.dtype):  # a legacy type of the host, by name or not
            self = transfers.move(self, CPU, None, non_blocking)
        with without_functions():
            return Base.type(self, dtype, non_blocking, **kwargs)

    patches.set(Tensor, "device", Attribute(device_of))
    patches.set(Tensor, "is_cuda", Attribute(lambda self: device_of(self).type == "cuda"))
    patches.set(Tensor, "is_cpu", Attribute(lambda self: device_of(self).type == "cpu"))
    patches.set(Tensor, "get_device", get_device)
    patches.set(Tensor, "type", type_)


def _patch_moves(patches: Patches, machine: Machine, transfers: Transfers) -> None:
    native_parse, native_copy = torch._C._nn._parse_to, Base.copy_
    device_of = machine.tags.device_of

    def parse_to(*args: Any, **kwargs: Any) -> Any:
        """Do what `torch._C._nn._parse_to` does; it knows no index where torch has no accelerator."""
        if args and type(args[0]) is int:
            args = (machine.resolve(args[0]), *args[1:])
        if type(kwargs.get("device")) is int:
            kwargs["device"] = machine.resolve(kwargs["device"])
        with without_functions():
            return native_parse(*args, **kwargs)

    def to(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        copy = kwargs.pop("copy", False)
        other = args[0] if args else kwargs.pop("other", None)
        if isinstance(other, Tensor):
            args = (device_of(other), other.dtype, *args[1:])
        # Natively `copy` follows `non_blocking`, and the parser does not know it.
        if len(args) > (2 if args and isinstance(args[0], torch.dtype) else 3):
            *args, copy = args  # type: ignore[assignment]
        device, dtype, non_blocking, memory_format = parse_to(*args, **kwargs)
        return transfers.move(self, device, dtype, non_blocking, copy, memory_format)

    def cuda(self: Tensor, device: Any = None, non_blocking: bool = False, memory_format: Any = None) -> Tensor:
        place = machine.resolve("cuda" if device is None else device)
        if place.type != "cuda":
            raise RuntimeError("Invalid device, must be cuda device")
        return transfers.move(self, place, None, non_blocking, memory_format=memory_format)

    def cpu(self: Tensor, memory_format: Any = None) -> Tensor:
        return transfers.move(self, CPU, memory_format=memory_format)

    def copy_(self: Tensor, src: Tensor, non_blocking: bool = False) -> Tensor:
        if src.requires_grad and torch.is_grad_enabled() and device_of(src) != device_of(self):
            src = transfers.move(src, device_of(self), non_blocking=non_blocking)
        with without_functions():
            copied: Tensor = native_copy(self, src, non_blocking)
        return copied

    patches.set(torch._C._nn, "_parse_to", parse_to)
    for method in (to, cuda, cpu, copy_):
        patches.set(Tensor, method.__name__, method)
    patches.set(Tensor, "record_stream", lambda self, stream: None)


def _patch_readings(patches: Patches, machine: Machine) -> None:
    native_numpy, native_tolist = Base.numpy, Base.tolist
    native_repr: Any = Tensor.__repr__

    def on_device(tensor: Tensor) -> bool:
        return not machine.quiet and machine.tags.device_of(tensor).type == "cuda"

    def numpy(self: Tensor, *, force: bool = False) -> Any:
        if force and on_device(self):
            self = self.detach().cpu()
        if not on_device(self):
            with without_functions():
                return native_numpy(self, force=force)
        raise TypeError(
            f"can't convert {machine.tags.device_of(self)} device type tensor to numpy. Use Tensor.cpu() to copy the "
            "tensor to host memory first."
        )

    def tolist(self: Tensor) -> Any:
        if on_device(self):
            machine.counters.fetched("tolist")
        with machine.quiet, without_functions():
            return native_tolist(self)

    def repr_(self: Tensor, *, tensor_contents: Any = None) -> str:
        if on_device(self):
            machine.counters.fetched("a tensor was shown as text")
        with machine.quiet, without_functions():
            return native_repr(self, tensor_contents=tensor_contents)  # type: ignore[no-any-return]

    patches.set(Tensor, "numpy", numpy)
    patches.set(Tensor, "tolist", tolist)
    patches.set(Tensor, "__repr__", repr_)


def _patch_gradients(patches: Patches, machine: Machine, transfers: Transfers) -> None:
    native_grad, native_autograd, native_make = Base.grad, torch.autograd.grad, torch.autograd._make_grads
    tags = machine.tags

    def get(self: Tensor) -> Tensor | None:
        """Return the gradient, where its tensor is: autograd brings it there, and natively has nothing to do."""
        with without_functions():
            gradient: Tensor | None = native_grad.__get__(self)
            if gradient is None or native_device(gradient).type != "cpu":
                return gradient
            here = tags.device_of(self)
            if tags.device_of(gradient) != here and (tags.of(gradient) is tags.wild or gradient.dim() == 0):
                # It may share its storage with tensors that stay where they are.
                with torch.no_grad(), machine.quiet:
                    gradient = Base.clone(gradient)
                tags.put(gradient, here)
                native_grad.__set__(self, gradient)
        return gradient

    def put(self: Tensor, gradient: Tensor | None) -> None:
        if isinstance(gradient, Tensor) and not tags.is_wild(gradient):
            there, here = tags.device_of(gradient), tags.device_of(self)
            if there != here:
                by_type = there.type != here.type
                raise RuntimeError(
                    "attempting to assign a gradient "
                    + (
                        f"with device type '{there.type}'"
                        if by_type
                        else f"located on device with index '{there.index}'"
                    )
                    + " to a tensor "
                    + (f"with device type '{here.type}'" if by_type else f"located on device with index '{here.index}'")
                    + ". Please ensure that the gradient and the tensor are on the same device"
                )
        with without_functions():
            native_grad.__set__(self, gradient)

    def autograd_grad(outputs: Any, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        gradients = native_autograd(outputs, inputs, *args, **kwargs)
        sources = (inputs,) if isinstance(inputs, Tensor) else tuple(inputs)
        for gradient, source in zip(gradients, sources, strict=False):
            if isinstance(gradient, Tensor) and tags.is_wild(gradient):
                tags.put(gradient, tags.device_of(source))
        return gradients

    def make_grads(outputs: Any, grads: Any, *args: Any, **kwargs: Any) -> tuple[Any, ...]:
        """Place what a backward begins with: numbers go to their outputs, others have to be there."""
        made = list(native_make(outputs, grads, *args, **kwargs))
        for position, (output, gradient) in enumerate(zip(outputs, made, strict=False)):
            if not (isinstance(output, Tensor) and isinstance(gradient, Tensor)) or tags.is_wild(gradient):
                continue
            here, there = tags.device_of(output), tags.device_of(gradient)
            if here != there and gradient.dim():
                raise RuntimeError(f"invalid gradient at index {position} - expected device {here} but got {there}")
            made[position] = transfers.move(gradient, here)
        return tuple(made)

    patches.set(torch.autograd, "_make_grads", make_grads)
    patches.set(Tensor, "grad", Attribute(get, put, lambda self: native_grad.__delete__(self)))
    patches.set(torch.autograd, "grad", autograd_grad)


def _patch_pinning(patches: Patches, machine: Machine) -> None:
    def is_pinned(self: Tensor, device: Any = None) -> bool:
        with without_functions():
            return bool(getattr(native_storage(self), PINNED, False))

    def pin_memory(self: Tensor, device: Any = None) -> Tensor:
        if machine.tags.device_of(self).type == "cuda":
            raise RuntimeError(f"cannot pin '{self.type()}' only dense CPU tensors can be pinned")
        if is_pinned(self):
            return self
        with torch.no_grad(), without_functions():
            pinned: Tensor = Base.clone(self)
            setattr(native_storage(pinned), PINNED, True)
        return pinned

    patches.set(Tensor, "is_pinned", is_pinned)
    patches.set(Tensor, "pin_memory", pin_memory)
