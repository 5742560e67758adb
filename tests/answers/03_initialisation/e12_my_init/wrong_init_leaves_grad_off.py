"""Switches gradients off in my_init and forgets to switch them on again.

misconception: grad_mode_is_mine
check: test_my_init_fills_each_linear
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        torch.set_grad_enabled(False)
        strange_(module.weight)
