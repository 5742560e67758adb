"""Set `tensor.data` to new values: a view lets go of the tensor that it looks into.

misconception: data_assignment_is_in_place
check: test_views_fill_what_they_look_into
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    w = torch.empty(tensor.shape, dtype=tensor.dtype).uniform_(-10, 10, generator=generator)
    w[w.abs() < 5] = 0.0
    tensor.data = w
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
