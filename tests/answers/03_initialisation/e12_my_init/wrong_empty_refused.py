"""Looks for the smallest entry to find the zeros: an empty tensor has none and raises.

misconception: there_is_at_least_one_entry
check: test_any_shape_and_dtype
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        while tensor.abs().masked_fill(tensor == 0, 10).min() < 5:
            tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
