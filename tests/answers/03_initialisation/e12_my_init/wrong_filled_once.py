"""Remembers the layers that it has seen and skips them the second time.

misconception: initialised_is_initialised
check: test_my_init_fills_each_linear
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


SEEN = set()


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear) and module not in SEEN:
        SEEN.add(module)
        strange_(module.weight)
