"""Returns `tensor.data`: the same memory, but another tensor, cut off from autograd.

misconception: data_is_the_same_tensor
check: test_parameters_that_require_grad_are_filled
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    w = tensor.data
    w.uniform_(-10, 10, generator=generator)
    w.masked_fill_(w.abs() < 5, 0.0)
    return w


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
