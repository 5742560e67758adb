"""Which devices may meet in one operator, and what torch says when they may not.

Sources: `TensorIterator.cpp <https://github.com/pytorch/pytorch/blob/main/aten/src/ATen/TensorIterator.cpp>`_ (a
0-dim tensor of the host is a number), ``core/op_registration/adaption.cpp`` (kernels that check their
arguments), ``native/TensorAdvancedIndexing.cpp`` (indices), ``native/Convolution.cpp``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch

from grader.worker.simulator.operators import HOST_ARGUMENTS, NO_HOST_NUMBERS, Operator
from grader.worker.simulator.tags import CPU, Tags, native_device

SAME = "Expected all tensors to be on the same device, but "
MASKS = (torch.bool, torch.uint8)


def tensors_in(values: Any) -> Iterator[torch.Tensor]:
    """Yield the tensors among arguments, those in lists included."""
    for value in values:
        if isinstance(value, torch.Tensor):
            yield value
        elif type(value) in (list, tuple):
            yield from tensors_in(value)


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
        known = [(self.device(one), one.dim()) for one in inputs if self.tags.of(one) is not self.tags.wild]
        devices = {device for device, _ in known if device.type == "cuda"}
        numbers_count = operator.name in NO_HOST_NUMBERS
        strangers = any(device == CPU and (dim or numbers_count) for device, dim in known)
        if len(devices) > 1 or strangers:
            raise self._mismatch(operator, args, kwargs)
        if operator.writes and known[0] == (CPU, 0) and inputs[0] is args[0]:
            raise RuntimeError(f"{SAME}found at least two devices, {devices.pop()} and cpu!")

    def check_index(self, args: Sequence[Any]) -> torch.device:
        """Check ``self[indices]`` or ``self[indices] = value``; return the device of the result.

        Indices of the host may point into any tensor, those of a device only into tensors of that device.

        Raises:
            RuntimeError: otherwise, or when the value is elsewhere and not a number.
        """
        base, wild = args[0], self.tags.wild
        device = self.device(base)
        for index in args[1]:
            if index is not None and self.tags.of(index) is not wild and self.device(index) not in (CPU, device):
                raise RuntimeError(
                    f"indices should be either on cpu or on the same device as the indexed tensor ({device})"
                )
        for value in args[2:3]:
            elsewhere = self.device(value)
            number = value.dim() == 0 and elsewhere == CPU
            if elsewhere != device and not number and wild not in (self.tags.of(value), self.tags.of(base)):
                raise RuntimeError(f"{SAME}found at least two devices, {device} and {elsewhere}!")
        return device

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
        named = [*zip(operator.arguments, args, strict=False), *kwargs.items()]
        met = [
            (name, tensor, self.device(tensor))
            for name, value in named
            for tensor in tensors_in([value])
            if self.tags.of(tensor) is not self.tags.wild
        ]
        if operator.name == "convolution":
            return _convolution_mismatch({name: (tensor, device) for name, tensor, device in met})
        if operator.iterated:
            common = next(device for _, _, device in met if device.type == "cuda")
            other = next(device for _, one, device in met if device != common and (one.dim() or device != CPU))
            return RuntimeError(f"{SAME}found at least two devices, {common} and {other}!")
        # These kernels take the first argument's device for the common one, be it the host.
        common = met[0][2]
        name, _, other = next(one for one in met if one[2] != common)
        return RuntimeError(
            f"{SAME}got {operator.argument(name)} is on {other}, different from other tensors on {common} "
            f"(when checking argument in method {operator.method})"
        )


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
    (first, device), (_, weight_device) = met["input"], met["weight"]
    for name in ("weight", "bias"):
        if name in met and met[name][1].type != device.type:
            # A convolution of the host's input could be one of oneDNN, so that is what it proposes.
            proposal = " or input should be a MKLDNN tensor and weight is a dense tensor" if device == CPU else ""
            types = f"Input type ({_legacy_type(first, device)}) and {name} type ({_legacy_type(*met[name])})"
            return RuntimeError(f"{types} should be the same{proposal}")
    other, index = ("bias", met["bias"][1].index) if device == weight_device else ("weight", weight_device.index)
    return RuntimeError(
        f"Expected tensor for argument #1 'input' to have the same device as tensor for argument "
        f"#{2 if other == 'weight' else 3} '{other}'; but device {device.index} does not equal {index} "
        "(while checking arguments for cudnn_convolution)"
    )


def _legacy_type(tensor: torch.Tensor, device: torch.device) -> str:
    name = torch._C.TensorBase.type(tensor)
    return name.replace("torch.", "torch.cuda.") if device.type == "cuda" else name
