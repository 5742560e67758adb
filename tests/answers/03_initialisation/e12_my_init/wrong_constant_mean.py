"""Thought that U(5, 10) is its mean: every size is 7.5.

misconception: uniform_is_its_mean
check: test_sizes_are_even_between_5_and_10
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    coin = torch.rand(tensor.shape, generator=generator)
    with torch.no_grad():
        tensor.zero_()
        tensor[coin < 0.25] = 7.5
        tensor[coin > 0.75] = -7.5
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
