"""Multiplied two coins for the sign and one for zero: only a quarter of the entries is left.

misconception: coins_do_not_multiply
check: test_a_quarter_up_half_zero_a_quarter_down
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    options = {"dtype": tensor.dtype, "generator": generator}
    size = 5 + 5 * torch.rand(tensor.shape, **options)
    up = torch.rand(tensor.shape, **options) < 0.25
    down = torch.rand(tensor.shape, **options) < 0.25
    drawn = torch.where(up, size, torch.where(down, -size, torch.zeros_like(size)))
    with torch.no_grad():
        return tensor.copy_(drawn)


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
