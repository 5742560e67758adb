"""Sets the bias to zero, out of habit.

misconception: biases_start_at_zero
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
        strange_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
