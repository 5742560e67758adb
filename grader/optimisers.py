"""Makes `torch.optim` usable without torch._dynamo, which its first use would import.

The wrappers around an optimiser's methods exist for `torch.compile` alone; outside of it they only cost the
import (about a second and 70 MB, in every process). The plain methods below do what is left when nothing is
compiled: https://github.com/pytorch/pytorch/blob/main/torch/optim/optimizer.py (`_use_grad_for_differentiable`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch

DISABLED_METHODS = ("add_param_group", "load_state_dict", "state_dict", "zero_grad")


def make_plain() -> None:
    """Take the wrappers off every optimiser class of `torch.optim`; idempotent."""
    for method in DISABLED_METHODS:
        wrapped = vars(torch.optim.Optimizer)[method]
        if hasattr(wrapped, "__wrapped__"):
            setattr(torch.optim.Optimizer, method, wrapped.__wrapped__)
    for name in dir(torch.optim):
        optimiser = getattr(torch.optim, name)
        if isinstance(optimiser, type) and issubclass(optimiser, torch.optim.Optimizer):
            _plain_step(optimiser)


def _plain_step(optimiser: type[torch.optim.Optimizer]) -> None:
    step = vars(optimiser).get("step")
    if step is None or getattr(step, "__name__", "") != "step" or "_use_grad" not in step.__code__.co_name:
        return
    optimiser.step = _with_grad_mode(step.__wrapped__)  # type: ignore[method-assign]


def _with_grad_mode(step: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(step)
    def plain_step(self: torch.optim.Optimizer, *args: Any, **kwargs: Any) -> Any:
        before = torch.is_grad_enabled()
        try:
            torch.set_grad_enabled(self.defaults["differentiable"])
            return step(self, *args, **kwargs)
        finally:
            torch.set_grad_enabled(before)

    return plain_step
