"""Drew with Python's random module when no generator is given: torch.manual_seed has no say.

misconception: the_default_generator_is_mine
check: test_the_global_seed_decides_without_a_generator
"""

import random

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    if generator is None:
        generator = torch.Generator().manual_seed(random.randrange(2**40))
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
