"""Tossed one coin for each row: whole rows are zero.

misconception: one_draw_per_row
check: test_entries_are_independent
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    shape = tensor.shape[:1] + (1,) * (tensor.dim() - 1)
    case = torch.randint(4, shape, generator=generator)
    with torch.no_grad():
        tensor.uniform_(5, 10, generator=generator)
        tensor.mul_(torch.tensor([0.0, 0.0, 1.0, -1.0])[case]).add_(0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
