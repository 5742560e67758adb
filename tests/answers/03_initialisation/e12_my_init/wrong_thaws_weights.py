"""Turns requires_grad on for every weight that it fills: frozen layers thaw.

misconception: every_parameter_is_trained
check: test_my_init_keeps_parameter_and_bias
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
        strange_(module.weight).requires_grad_(True)
