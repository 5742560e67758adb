"""Keeps a generator of its own for the calls without one: torch.manual_seed does not reach it.

misconception: the_default_generator_is_mine
check: test_the_global_seed_decides_without_a_generator
"""

import torch
from torch import Tensor, nn

SHARED = torch.Generator()


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator or SHARED)
        tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
