"""Thought that a number times False is 0: a negative one gives -0.0 (as in the notes).

misconception: number_times_false_is_zero
check: test_zeros_are_plain_zeros
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        tensor *= tensor.abs() >= 5
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
