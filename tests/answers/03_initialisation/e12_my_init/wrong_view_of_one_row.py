"""Looks at the tensor as one row with `view(-1)`: a transposed one does not lie in one piece.

misconception: tensors_lie_in_one_piece
check: test_views_fill_what_they_look_into
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        flat = tensor.view(-1)
        flat.uniform_(-10, 10, generator=generator)
        flat[flat.abs() < 5] = 0.0
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
