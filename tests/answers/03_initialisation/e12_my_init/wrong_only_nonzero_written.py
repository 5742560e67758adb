"""Wrote the non-zero entries and took for granted that the rest is zero already.

misconception: tensors_start_at_zero
check: test_the_very_tensor_is_filled_and_returned
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    w = torch.empty(tensor.shape, dtype=tensor.dtype).uniform_(-10, 10, generator=generator)
    keep = w.abs() >= 5
    with torch.no_grad():
        tensor[keep] = w[keep]
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
