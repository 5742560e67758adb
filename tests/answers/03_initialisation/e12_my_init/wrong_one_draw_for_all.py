"""Used one random number for the whole tensor: all entries are alike.

misconception: one_draw_per_tensor
check: test_entries_are_independent
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    u = torch.rand(1, generator=generator).item()
    with torch.no_grad():
        if u < 0.25:
            return tensor.uniform_(5, 10, generator=generator)
        if u < 0.75:
            return tensor.zero_()
        return tensor.uniform_(-10, -5, generator=generator)


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
