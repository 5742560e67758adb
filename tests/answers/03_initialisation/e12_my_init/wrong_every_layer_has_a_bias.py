"""Saves the bias and puts it back: a layer without one raises.

misconception: every_linear_has_a_bias
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
        bias = module.bias.detach().clone()
        for param in module.parameters():
            strange_(param)
        module.bias.data.copy_(bias)
