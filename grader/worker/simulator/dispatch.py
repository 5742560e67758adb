"""The mode that sees every operator, backward included: checks where its tensors are and tags what it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_map

from grader.worker.simulator.generators import Generators
from grader.worker.simulator.machine import Machine
from grader.worker.simulator.mixing import Mixing, tensors_in
from grader.worker.simulator.operators import (
    FETCHING,
    FILLED,
    FIRST_OUTPUT_ONLY,
    HOST_ARGUMENTS,
    INDEXING,
    Operator,
    Operators,
)
from grader.worker.simulator.tags import CPU, Tag, native_device, native_storage, without_functions

PINNED = "_simulated_pinned"
# Autograd's zeros without memory, with which modes crash torch 2.13; ordinary ones stand in their place.
SYMBOLIC_ZEROS = torch.ops.aten._efficientzerotensor.default
is_symbolic = torch._C.TensorBase._is_zerotensor


class Dispatch(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Runs operators on simulated devices."""

    def __init__(self, machine: Machine, generators: Generators) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.machine = machine
        self.generators = generators
        self.tags = machine.tags
        self.mixing = Mixing(machine.tags)
        self.operators = Operators()

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Keep torch from wrapping this mode for its compiler, whose import would cost a second and 70 MB."""
        return False

    def __torch_dispatch__(
        self, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        """Run one operator."""
        kwargs = kwargs or {}
        if self.machine.quiet or not self.machine.live:
            return func(*args, **kwargs)
        operator = self.operators[func]
        if operator.kernels:
            return self._run_python(operator.kernels, func, args, kwargs)
        if torch.is_inference_mode_enabled() and operator.name not in HOST_ARGUMENTS and func._can_decompose():
            # Inference mode hands over composite operators whole.
            with self:
                result = func.decompose(*args, **kwargs)
            if result is not NotImplemented:
                return result
        with without_functions():
            return self._run(func, operator, args, kwargs)

    def _run_python(
        self, kernels: Mapping[str | None, Any], func: Any, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> Any:
        """Run an operator that is defined in Python: what it calls is checked, and its factories are Python's."""
        places = {self.tags.device_of(one).type for one in tensors_in([*args, *kwargs.values()])}
        kernel = kernels.get("cuda" if "cuda" in places else "cpu") or kernels.get(None)
        if kernel is None:
            return func(*args, **kwargs)
        with self:
            return kernel(*args, **kwargs)

    def _run(self, func: Any, operator: Operator, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        if func is SYMBOLIC_ZEROS:
            func = torch.ops.aten.zeros.default
        inputs = tensors_in(args) + tensors_in(kwargs.values())
        if any(map(is_symbolic, inputs)):
            args, kwargs = tree_map(_ordinary, (args, kwargs))
            inputs = tensors_in(args) + tensors_in(kwargs.values())
        if operator.name == "_local_scalar_dense":
            if self.mixing.device(args[0]).type == "cuda":
                self.machine.counters.fetched("a value was read")
            return func(*args, **kwargs)
        if operator.name == "copy_":
            self._count_copy(*args)
            return func(*args, **kwargs)
        if operator.for_lists:
            return self._run_on_lists(func, args, kwargs)
        wanted = self.machine.resolve(kwargs["device"]) if kwargs.get("device") is not None else None
        if wanted is not None and wanted.type == "cuda":
            kwargs = {**kwargs, "device": CPU}
        if kwargs.get("pin_memory"):
            if wanted is not None and wanted.type == "cuda":
                raise RuntimeError("Only dense CPU tensors can be pinned")
            return _pinned(func(*args, **{**kwargs, "pin_memory": False}))
        device = self._meeting(operator, inputs, args, kwargs)
        target = self._target(operator, wanted, device, inputs)
        result = self._draw(func, operator, args, kwargs, target)
        if device is not None or (wanted is not None and wanted.type == "cuda"):
            self.machine.counters.operated()
        self._settle(operator, result, target)
        return result

    def _meeting(
        self, operator: Operator, inputs: Sequence[torch.Tensor], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> torch.device | None:
        """Return the CUDA device on which `inputs` meet, None when there is none; raise where they may not meet."""
        tags = [self.tags.of(one) for one in inputs]
        found = [tag.device for tag in tags if tag is not None and tag is not self.tags.wild]
        if not found:
            return None
        device: torch.device = found[0]
        if operator.name in FILLED and len(inputs) == 2 and self.tags.wild not in tags:
            return self._filled(*inputs)
        if operator.name in INDEXING:
            self.mixing.check_index(args)
            if self.mixing.index_waits(args):
                self.machine.counters.fetched("a mask was counted")
        elif None in tags or any(other is not device for other in found):
            self.mixing.check(operator, inputs, args, kwargs)
        if operator.name in FETCHING or (operator.name == "repeat_interleave" and not kwargs.get("output_size")):
            self.machine.counters.fetched(f"{operator.name} needs values")
        for one, tag in zip(inputs, tags, strict=True):
            if tag is self.tags.wild:
                self.tags.put(one, device)
        return device

    def _filled(self, tensor: torch.Tensor, value: torch.Tensor) -> torch.device | None:
        """Return the CUDA device of what is filled; a value that is elsewhere is read."""
        here, there = self.mixing.device(tensor), self.mixing.device(value)
        if here != there and there.type == "cuda":
            self.machine.counters.fetched("a value was read")
        return here if here.type == "cuda" else None

    def _target(
        self,
        operator: Operator,
        wanted: torch.device | None,
        device: torch.device | None,
        inputs: Sequence[torch.Tensor],
    ) -> torch.device | Tag | None:
        """Return where the outputs go: to a device, to wherever they are needed (the wild tag), or to the host."""
        if wanted is not None and wanted.type == "cuda":
            return wanted
        if operator.makes and self.machine.explicit:
            return None if wanted is not None else device
        if device is not None:
            # C++ asked for the native options of its inputs, which say CPU, and means their device.
            return device
        if not inputs:
            return self.tags.wild if operator.makes else None
        wild = [self.tags.of(one) is self.tags.wild for one in inputs]
        host = any(self.tags.of(one) is None and native_device(one).type == "cpu" for one in inputs)
        return self.tags.wild if any(wild) and not host else None

    def _draw(
        self, func: Any, operator: Operator, args: Any, kwargs: Mapping[str, Any], target: torch.device | Tag | None
    ) -> Any:
        """Run the operator; one that draws random numbers on a device uses that device's generator, or a given one."""
        if not operator.random or not isinstance(target, torch.device):
            return func(*args, **kwargs)
        with self.generators.drawing(target):
            return func(*args, **kwargs)

    def _settle(self, operator: Operator, result: Any, target: torch.device | Tag | None) -> None:
        """Tag the outputs that have no place yet."""
        if target is None:
            return
        outputs = tensors_in((result,))
        for output in outputs[:1] if operator.name in FIRST_OUTPUT_ONLY else outputs:
            if native_device(output).type != "cpu":
                continue
            tag = self.tags.of(output)
            if target is self.tags.wild:
                if tag is None:
                    self.tags.put_wild(output)
            elif tag is None:
                assert isinstance(target, torch.device)
                self.tags.put(output, target)

    def _count_copy(self, target: torch.Tensor, source: torch.Tensor, non_blocking: bool = False) -> None:
        """Count ``target.copy_(source)`` if it crosses between devices; a wild target goes where its values are."""
        from_tag, to_tag = self.tags.of(source), self.tags.of(target)
        if from_tag is self.tags.wild:
            return
        if to_tag is self.tags.wild and from_tag is not None:
            self.tags.put(target, from_tag.device)
        here, there = self.mixing.device(source), self.mixing.device(target)
        if here != there and "meta" not in (here.type, there.type):
            size = target.numel() * target.element_size()
            self.machine.counters.copied(here, there, size, waited=not non_blocking)

    def _run_on_lists(self, func: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run a ``_foreach_`` operator: devices may differ along a list, not across lists."""
        lists = [one for one in args if type(one) in (list, tuple) and one and isinstance(one[0], torch.Tensor)]
        singles = [one for one in args if isinstance(one, torch.Tensor)]
        self.mixing.check_lists([*lists, *([one] * len(lists[0]) for one in singles)])
        result = func(*args, **kwargs)
        self.machine.counters.operated()
        if isinstance(result, (list, tuple)):
            for output, source in zip(result, lists[0], strict=False):
                tag = self.tags.of(source)
                if isinstance(output, torch.Tensor) and tag is not None and self.tags.of(output) is None:
                    self.tags.put_wild(output) if tag is self.tags.wild else self.tags.put(output, tag.device)
        return result


def _ordinary(value: Any) -> Any:
    symbolic = isinstance(value, torch.Tensor) and is_symbolic(value)
    return torch.zeros(value.shape, dtype=value.dtype) if symbolic else value


def _pinned(tensor: torch.Tensor) -> torch.Tensor:
    setattr(native_storage(tensor), PINNED, True)
    return tensor
