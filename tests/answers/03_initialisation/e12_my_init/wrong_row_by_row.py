"""Goes over the rows of the tensor: a 0-dim one has none and raises.

misconception: weights_have_two_dimensions
check: test_any_shape_and_dtype
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        for row in tensor:
            row.uniform_(-10, 10, generator=generator)
            row.masked_fill_(row.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
