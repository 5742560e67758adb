"""Wrote to the tensor with autograd watching: a Parameter refuses.

misconception: autograd_does_not_mind
check: test_parameters_that_require_grad_are_filled
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    tensor.uniform_(-10, 10, generator=generator)
    tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
