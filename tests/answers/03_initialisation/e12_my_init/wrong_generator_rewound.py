"""Starts the generator at its first seed in every call: the second call repeats the first.

misconception: a_generator_is_a_seed
check: test_the_generator_decides
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    if generator is not None:
        generator.manual_seed(generator.initial_seed())
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
