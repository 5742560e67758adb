"""Thought of weights only: a tensor of another number of dimensions raises.

misconception: weights_have_two_dimensions
check: test_any_shape_and_dtype
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    rows, columns = tensor.shape
    with torch.no_grad():
        for i in range(rows):
            tensor[i] = torch.empty(columns).uniform_(-10, 10, generator=generator)
        tensor[tensor.abs() < 5] = 0.0
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
