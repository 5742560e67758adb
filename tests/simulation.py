"""What tests of the simulated devices share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import nn

SAME = "Expected all tensors to be on the same device"


def device(tensor: torch.Tensor) -> str:
    """Return where a tensor is, in words."""
    return str(tensor.device)


def devices(*tensors: torch.Tensor) -> set[str]:
    """Return where tensors are."""
    return {device(tensor) for tensor in tensors}


def values(tensor: torch.Tensor) -> Any:
    """Return what is in a tensor, as Python numbers."""
    return tensor.detach().cpu().tolist()


def refused(action: Callable[[], Any], *words: str, kind: type[Exception] = RuntimeError) -> str:
    """Return the message with which `action` is refused; it must contain `words`."""
    with pytest.raises(kind) as raised:
        action()
    message = str(raised.value)
    assert [word for word in words if word not in message] == [], message
    return message


def mlp() -> nn.Sequential:
    """Return a small network on the host, with the same weights each time."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))


def of_a_formula(factory: Callable[..., torch.Tensor], *args: Any) -> torch.Tensor:
    """Return a new tensor as formulas inside torch make theirs: without Python code that asks for it."""
    with torch._C.DisableTorchFunction():
        return factory(*args)
