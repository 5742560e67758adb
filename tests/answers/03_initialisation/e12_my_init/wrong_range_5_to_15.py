"""Thought that `a + b * rand` lies between a and b: sizes reach 15.

misconception: a_plus_b_times_rand
check: test_sizes_are_even_between_5_and_10
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    size = 5 + 10 * torch.rand(tensor.shape, generator=generator)
    case = torch.tensor([-1, 0, 0, 1])[torch.randint(4, tensor.shape, generator=generator)]
    with torch.no_grad():
        return tensor.copy_(size * case)


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
