"""Fills in place and returns None.

misconception: in_place_returns_nothing
check: test_the_very_tensor_is_filled_and_returned
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        tensor.masked_fill_(tensor.abs() < 5, 0.0)


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
