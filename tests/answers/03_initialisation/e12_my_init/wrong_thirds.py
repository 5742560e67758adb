"""Thought that three cases have a third each.

misconception: three_cases_are_thirds
check: test_a_quarter_up_half_zero_a_quarter_down
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    options = {"dtype": tensor.dtype, "generator": generator}
    size = 5 + 5 * torch.rand(tensor.shape, **options)
    case = torch.randint(-1, 2, tensor.shape, generator=generator)
    with torch.no_grad():
        return tensor.copy_(size * case + 0.0)


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
