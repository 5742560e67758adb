"""One uniform draw an entry, sent through the inverse of the distribution function."""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    u = torch.rand(tensor.shape, generator=generator, dtype=torch.float64)
    drawn = torch.zeros_like(u)
    drawn = torch.where(u < 0.25, -10 + 20 * u, drawn)
    drawn = torch.where(u >= 0.75, 5 + 20 * (u - 0.75), drawn)
    tensor.detach().copy_(drawn)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
