"""Drew half of the entries and filled the other half with their negatives, to save draws.

misconception: half_the_draws_will_do
check: test_entries_are_independent
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    n = tensor.numel()
    half = 5 + 5 * torch.rand((n + 1) // 2, generator=generator, dtype=tensor.dtype)
    half[torch.rand(half.shape, generator=generator) < 0.5] = 0.0
    half[torch.rand(half.shape, generator=generator) < 0.5] *= -1.0
    drawn = torch.cat([half, -half])[:n] + 0.0
    with torch.no_grad():
        return tensor.copy_(drawn.reshape(tensor.shape))


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
