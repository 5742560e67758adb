"""Dealt exactly half zeros and a quarter of each sign, in shuffled order.

misconception: probability_is_an_exact_share
check: test_entries_are_independent
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    n = tensor.numel()
    sizes = 5 + 5 * torch.rand(n, generator=generator, dtype=tensor.dtype)
    signs = torch.zeros(n, dtype=tensor.dtype)
    signs[: n // 4] = 1.0
    signs[n // 4 : n // 2] = -1.0
    signs = signs[torch.randperm(n, generator=generator)]
    with torch.no_grad():
        return tensor.copy_((sizes * signs + 0.0).reshape(tensor.shape))


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
