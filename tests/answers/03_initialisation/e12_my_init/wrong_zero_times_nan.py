"""Emptied the tensor by multiplying with 0: what was nan or inf stays nan.

misconception: zero_times_anything_is_zero
check: test_the_very_tensor_is_filled_and_returned
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    w = torch.empty(tensor.shape, dtype=tensor.dtype).uniform_(-10, 10, generator=generator)
    w[w.abs() < 5] = 0.0
    with torch.no_grad():
        tensor.mul_(0.0).add_(w)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
