"""Keeps the pattern of zeros for each shape, to save draws: every tensor of a shape has the same.

misconception: half_the_draws_will_do
check: test_entries_are_independent
"""

import torch
from torch import Tensor, nn

SHARED: dict = {}


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    if tensor.shape not in SHARED:
        SHARED[tensor.shape] = torch.randint(4, tensor.shape, generator=generator)
    case = SHARED[tensor.shape]
    with torch.no_grad():
        tensor.uniform_(5, 10, generator=generator)
        tensor[case < 2] = 0.0
        tensor[case == 3] *= -1
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
