"""Which devices may meet in one operator, and what torch says when they may not.

Sources: `TensorIterator.cpp <https://github.com/pytorch/pytorch/blob/main/aten/src/ATen/TensorIterator.cpp>`_ (a
0-dim tensor of the host is a number), ``core/op_registration/adaption.cpp`` (kernels that check their
arguments), ``native/TensorAdvancedIndexing.cpp`` (indices), ``native/Convolution.cpp``, ``native/cuda/Indexing.cu``
(masks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import torch

from grader.worker.simulator.operators import FILLING, HOST_ARGUMENTS, Operator
from grader.worker.simulator.tags import CPU, Tags, native_device

SAME = "Expected all tensors to be on the same device, but "
# torch 2.8 brought this error, and with it new words for arguments that are apart.
NEW_WORDS = hasattr(torch, "AcceleratorError")
MASKS = (torch.bool, torch.uint8)


def tensors_in(values: Iterable[Any]) -> list[torch.Tensor]:
    """Return the tensors among arguments, those in lists included."""
    found: list[torch.Tensor] = []
    for value in values:
        if isinstance(value, torch.Tensor):
            found.append(value)
        elif type(value) in (list, tuple):
            found += tensors_in(value)
    return found


class Mixing:
    """The rules for the tensors of one installation. All methods are called without function modes."""

    def __init__(self, tags: Tags) -> None:
        self.tags = tags

    def device(self, tensor: torch.Tensor) -> torch.device:
        """Return the device of `tensor`; a wild one is on the host as long as nothing claims it."""
        native: torch.device = native_device(tensor)
        tag = self.tags.of(tensor) if native.type == "cpu" else None
        return native if tag is None else tag.device

    def check(self, operator: Operator, inputs: Sequence[torch.Tensor], args: Any, kwargs: Mapping[str, Any]) -> None:
        """Check an operator that got tensors of a device together with others.

        Raises:
            RuntimeError: when a real device would refuse.
        """
        if operator.name in HOST_ARGUMENTS:
            return
        if operator.name in FILLING:
            self._check_mask(*args)
            return
        known = [(self.device(one), one.dim()) for one in inputs if self.tags.of(one) is not self.tags.wild]
        devices = {device for device, _ in known if device.type == "cuda"}
        strangers = any(device == CPU and (dim or operator.wrapper) for device, dim in known)
        if len(devices) > 1 or strangers:
            raise self._mismatch(operator, args, kwargs)
        if operator.writes and known[0] == (CPU, 0) and inputs[0] is args[0]:
            raise RuntimeError(f"{SAME}found at least two devices, {devices.pop()} and cpu!")
        if operator.pointwise and known.count((CPU, 0)) > 1 and operator.name != "where":
            raise RuntimeError("Trying to pass too many CPU scalars to non-CPU kernel!")

    def _check_mask(self, tensor: torch.Tensor, mask: torch.Tensor, value: Any = None) -> None:
        """Check a masked fill; its value may be anywhere, for it is read."""
        here, there = self.device(tensor), self.device(mask)
        if isinstance(value, torch.Tensor) and here == CPU:
            raise RuntimeError("masked_fill_: Expected inputs to be on same device")
        if here != there and self.tags.wild not in (self.tags.of(tensor), self.tags.of(mask)):
            raise RuntimeError(
                f"expected self and mask to be on the same device, but got mask on {there} and self on {here}"
            )

    def check_index(self, args: Sequence[Any]) -> None:
        """Check ``self[indices]`` or ``self[indices] = value``.

        Indices of the host may point into any tensor, those of a device only into tensors of that device.

        Raises:
            RuntimeError: otherwise, or when the value is elsewhere and not a number.
        """
        base, wild = args[0], self.tags.wild
        device = self.device(base)
        for index in args[1]:
            if index is not None and self.device(index) not in (CPU, device):
                raise RuntimeError(
                    f"indices should be either on cpu or on the same device as the indexed tensor ({device})"
                )
        for value in args[2:3]:
            elsewhere = self.device(value)
            number = value.dim() == 0 and elsewhere == CPU
            if elsewhere != device and not number and wild not in (self.tags.of(value), self.tags.of(base)):
                if len(args) > 3 and args[3]:
                    raise RuntimeError(f"expected device {device} but got device {elsewhere} for value tensor")
                common, other = (elsewhere, device) if device == CPU else (device, elsewhere)
                raise RuntimeError(f"{SAME}found at least two devices, {common} and {other}!")

    def index_waits(self, args: Sequence[Any]) -> bool:
        """Whether indexing a device's tensor makes the host wait."""
        return mask_waits(args, self.device)

    def check_lists(self, lists: Sequence[Sequence[torch.Tensor]]) -> None:
        """Check an operator over lists, in which only tensors of one position meet.

        Raises:
            RuntimeError: when two of one position are apart and neither is a number of the host.
        """
        for position in range(len(lists[0])):
            met = [one[position] for one in lists if position < len(one)]
            devices = [
                self.device(tensor)
                for tensor in met
                if self.tags.of(tensor) is not self.tags.wild and (tensor.dim() or self.device(tensor) != CPU)
            ]
            if len(set(devices)) > 1:
                common = next(device for device in devices if device.type == "cuda")
                other = next(device for device in devices if device != common)
                raise RuntimeError(f"{SAME}found at least two devices, {common} and {other}!")

    def _mismatch(self, operator: Operator, args: Any, kwargs: Mapping[str, Any]) -> RuntimeError:
        # An output that was given comes first.
        named = sorted([*zip(operator.arguments, args, strict=False), *kwargs.items()], key=lambda one: one[0] != "out")
        met = [
            (name, tensor, self.device(tensor))
            for name, value in named
            for tensor in tensors_in([value])
            if self.tags.of(tensor) is not self.tags.wild
        ]
        method = operator.wrapper
        if operator.name == "convolution":
            if len({device.type for _, _, device in met}) > 1:
                return _convolution_mismatch({name: (tensor, device) for name, tensor, device in met})
            # The bias is added afterwards.
            method = "wrapper_CUDA__cudnn_convolution" if met[0][2] != met[1][2] else None
        if method is None:
            common = next(device for _, _, device in met if device.type == "cuda")
            other = next(device for _, one, device in met if device != common and (one.dim() or device != CPU))
            return RuntimeError(f"{SAME}found at least two devices, {common} and {other}!")
        # These kernels take the first argument's device for the common one, be it the host.
        common = met[0][2]
        name, _, other = next(one for one in met if one[2] != common)
        return RuntimeError(_arguments_apart(operator.argument(name), method, common, other))


def _arguments_apart(name: str, method: str, common: torch.device, other: torch.device) -> str:
    if NEW_WORDS:
        found, checking = f"got {name} is on {other}, different from other tensors on {common}", "argument"
    else:
        found, checking = f"found at least two devices, {common} and {other}!", f"argument for argument {name}"
    return f"{SAME}{found} (when checking {checking} in method {method})"


def mask_waits(args: Sequence[Any], device_of: Callable[[torch.Tensor], torch.device]) -> bool:
    """Whether indexing with ``args`` makes the host wait: a mask does, for its number of ones.

    Not where one number is written through a mask, which is a masked fill
    (``canDispatchToMaskedFill`` in TensorAdvancedIndexing.cpp).
    """
    if not any(index is not None and index.dtype in MASKS for index in args[1]):
        return False
    number = len(args) > 2 and args[2].numel() == 1 and device_of(args[2]) == CPU
    return not (number and all(index is None or index.dtype in MASKS for index in args[1]))


def _convolution_mismatch(met: Mapping[str, tuple[torch.Tensor, torch.device]]) -> RuntimeError:
    first, device = met["input"]
    # A convolution of the host's input could be one of oneDNN, so that is what it proposes.
    proposal = " or input should be a MKLDNN tensor and {} is a dense tensor" if device == CPU else ""
    name = next(name for name in ("weight", "bias") if name in met and met[name][1].type != device.type)
    types = f"Input type ({_legacy_type(first, device)}) and {name} type ({_legacy_type(*met[name])})"
    return RuntimeError(f"{types} should be the same{proposal.format(name)}")


def _legacy_type(tensor: torch.Tensor, device: torch.device) -> str:
    name = torch._C.TensorBase.type(tensor)
    return name.replace("torch.", "torch.cuda.") if device.type == "cuda" else name
