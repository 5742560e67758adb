"""Saved a draw: the large sizes are the positive ones, the small the negative.

misconception: one_draw_for_sign_and_size
check: test_sizes_are_even_between_5_and_10
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    size = 5 + 5 * torch.rand(tensor.shape, generator=generator, dtype=tensor.dtype)
    zero = torch.rand(tensor.shape, generator=generator) < 0.5
    with torch.no_grad():
        tensor.copy_(torch.where(size > 7.5, size, -size))
        tensor[zero] = 0.0
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
