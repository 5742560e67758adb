"""Stand-ins for native types that refuse CUDA where torch is built without it.

A stand-in is called in the place of the native type and knows that type's instances as its own; what it makes
are native objects wherever there is one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from grader.worker.simulator.generators import Generators
from grader.worker.simulator.machine import Machine
from grader.worker.simulator.patches import Patches
from grader.worker.simulator.transfers import Transfers

LEGACY = {
    f"{name}Tensor": getattr(torch, dtype)
    for name, dtype in {
        "BFloat16": "bfloat16", "Bool": "bool", "Byte": "uint8", "Char": "int8", "Double": "float64",
        "Float": "float32", "Half": "float16", "Int": "int32", "Long": "int64", "Short": "int16",
    }.items()
}  # fmt: skip


class StandIn(type):
    """The type of stand-ins."""

    make: Callable[..., Any]
    accepts: Callable[[Any], bool]
    native: type

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """Make what the native type would."""
        return cls.make(*args, **kwargs)

    def __instancecheck__(cls, instance: Any) -> bool:
        return cls.accepts(instance)

    def __subclasscheck__(cls, subclass: type) -> bool:
        return cls.native in subclass.__mro__


def stand_in(native: type, module: str, name: str, make: Any, accepts: Any, **attributes: Any) -> StandIn:
    """Return a stand-in for `native` that is called ``module.name``."""
    namespace = {"__module__": module, "__qualname__": name, "__doc__": native.__doc__, "native": native}
    return StandIn(name, (), {**namespace, "make": staticmethod(make), "accepts": staticmethod(accepts), **attributes})


def patch_types(patches: Patches, machine: Machine, transfers: Transfers, generators: Generators) -> None:
    """Let ``torch.device(1)``, ``torch.Generator("cuda")`` and ``torch.cuda.FloatTensor`` work."""
    _patch_device(patches, machine)
    generator = torch._C.Generator
    known = stand_in(generator, "torch", "Generator", generators.make, lambda value: isinstance(value, generator))
    patches.set(torch, "Generator", known)
    for name, dtype in LEGACY.items():
        patches.replace(torch.cuda, name, _legacy_type(machine, transfers, name, dtype))
    patches.set(torch.jit, "trace", _not_traced)
    patches.set(torch.jit, "trace_module", _not_traced)
    patches.set(
        torch, "set_default_tensor_type", _refused("torch.set_default_tensor_type", torch.set_default_tensor_type)
    )


def _patch_device(patches: Patches, machine: Machine) -> None:
    native = torch.device

    def make(*args: Any, **kwargs: Any) -> torch.device:
        indices = [one for one in (*args[:1], kwargs.get("device")) if type(one) is int]
        if not (indices and machine.live and len(args) + len(kwargs) == 1):
            return native(*args, **kwargs)
        if not machine.count:
            raise RuntimeError("Cannot access accelerator device when none is available.")
        return native("cuda", indices[0])

    patches.set(torch, "device", stand_in(native, "torch", "device", make, lambda value: isinstance(value, native)))


def _legacy_type(machine: Machine, transfers: Transfers, name: str, dtype: torch.dtype) -> StandIn:
    def make(*args: Any, device: Any = None) -> torch.Tensor:
        with machine.explicit:
            made = getattr(torch, name)(*args)
        return transfers.move(made, "cuda" if device is None else device)

    def accepts(value: Any) -> bool:
        return isinstance(value, torch.Tensor) and value.is_cuda and value.dtype == dtype

    attributes = {"dtype": dtype, "is_cuda": True, "legacy_name": f"torch.cuda.{name}"}
    return stand_in(torch.Tensor, "torch.cuda", name, make, accepts, **attributes)


def _not_traced(*args: Any, **kwargs: Any) -> Any:
    """Refuse: torch hands the numbers of a traced graph to modes as tensors, and fails where they are used."""
    raise RuntimeError("torch.jit.trace does not work while devices are simulated; torch.jit.script does")


def _refused(name: str, native: Callable[[Any], None]) -> Callable[[Any], None]:
    def refuse(kind: Any) -> None:
        if "cuda" in (kind if isinstance(kind, str) else getattr(kind, "legacy_name", "")):
            raise RuntimeError(f"{name} does not work on simulated devices; say torch.set_default_device('cuda')")
        native(kind)

    return refuse
