"""Thought that the underscore is decoration: returns a new tensor, the given one is not filled.

misconception: underscore_is_decoration
check: test_the_very_tensor_is_filled_and_returned
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    w = torch.empty_like(tensor).uniform_(-10, 10, generator=generator)
    return torch.where(w.abs() < 5, torch.zeros_like(w), w)


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
