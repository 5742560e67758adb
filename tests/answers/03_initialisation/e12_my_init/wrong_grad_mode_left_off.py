"""Switched gradients off and never on again: the caller's training records nothing.

misconception: grad_mode_is_mine
check: test_parameters_that_require_grad_are_filled
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    torch.set_grad_enabled(False)
    tensor.uniform_(-10, 10, generator=generator)
    tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
