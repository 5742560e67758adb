"""What a suite's ``probes.py`` may use besides torch: small verbs for meeting a submission."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch

from grader.worker import failures
from grader.worker.bench import SUBMISSION_MODULE
from grader.worker.devices import counted, machine_with
from grader.worker.recorder import Raised, Snapshot

__all__ = [
    "attempt",
    "counted",
    "fill",
    "linear",
    "machine_with",
    "pull_back",
    "recorded",
    "snapshot",
    "used_on",
    "write",
]


def attempt(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Return what `function` returns, or a record of what it raised.

    A `NotImplementedError` of the learner's own file still means *not attempted*, and a missing name still
    means *blocked*: neither is an answer to "does it raise?".
    """
    import sys

    filename = getattr(sys.modules.get(SUBMISSION_MODULE), "__file__", "") or ""
    try:
        return function(*args, **kwargs)
    except Exception as error:
        description = failures.describe(error, filename)
        if description["status"] in ("not_attempted", "missing_name", "wrong_kind", "out_of_memory"):
            raise
        return Raised(description)


def snapshot(value: Any) -> Snapshot:
    """Return the state of `value` now; what happens to it later does not change the snapshot."""
    return Snapshot(value)


def pull_back(output: torch.Tensor, upstream: torch.Tensor) -> None:
    """Do what ``output.backward(upstream)`` does, without importing sympy for a second, as that would.

    Raises:
        RuntimeError: when the shapes differ, or `output` is cut off from autograd.
    """
    if output.shape != upstream.shape:
        raise RuntimeError(f"an output of shape {tuple(output.shape)} met a gradient of {tuple(upstream.shape)}")
    (output * upstream).sum().backward()  # type: ignore[no-untyped-call]


def recorded(x: torch.Tensor) -> torch.Tensor:
    """Return the gradient that a product with `x` gives now: `x` where autograd records, zeros where it does not.

    A value that follows from the grad mode, where ``torch.is_grad_enabled()`` would be a claim.
    """
    leaf = torch.ones_like(x, requires_grad=True)
    product = (leaf * x).sum()
    if product.requires_grad:
        product.backward()  # type: ignore[no-untyped-call]
    return torch.zeros_like(x) if leaf.grad is None else leaf.grad


def used_on(tensor: torch.Tensor, device: str) -> torch.Tensor:
    """Return the values of `tensor` as an operator finds them that works on `device`.

    A value that follows from the place, where ``tensor.device`` would be a claim.

    Raises:
        RuntimeError: when the tensor is elsewhere.
    """
    # Not of zero dimensions: such a tensor of the host would pass for a number.
    flat = tensor.reshape(-1)
    partner = torch.zeros(flat.shape, dtype=tensor.dtype, device=device)
    return torch.where(partner == partner, flat, partner).reshape(tensor.shape)


def write(target: torch.Tensor, values: torch.Tensor) -> None:
    """Copy `values` into `target` in place, outside autograd; the shapes must be equal."""
    if target.shape != values.shape:
        raise ValueError(f"a tensor of shape {tuple(target.shape)} was expected to have shape {tuple(values.shape)}")
    with torch.no_grad():
        target.copy_(values)


def fill(module: torch.nn.Module, values: Mapping[str, torch.Tensor] | Sequence[torch.Tensor]) -> None:
    """Write drawn values into `module`: parameters and buffers by name, or, as a list, all parameters in order."""
    if not isinstance(values, Mapping):
        parameters = list(module.parameters())
        if len(parameters) != len(values):
            raise ValueError(f"the module has {len(parameters)} parameters, {len(values)} were expected")
        for parameter, value in zip(parameters, values, strict=True):
            write(parameter, value)
        return
    named = dict(module.named_parameters(remove_duplicate=False)) | dict(module.named_buffers(remove_duplicate=False))
    for name, value in values.items():
        if name not in named:
            raise KeyError(f"the module has no parameter or buffer named {name!r}; it has {sorted(named)}")
        write(named[name], value)


def linear(weight: torch.Tensor, bias: torch.Tensor | None = None) -> torch.nn.Linear:
    """Return an `nn.Linear` with the given weight (out, in) and bias (out,)."""
    layer = torch.nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None, dtype=weight.dtype)
    write(layer.weight, weight)
    if bias is not None:
        write(layer.bias, bias)
    return layer
