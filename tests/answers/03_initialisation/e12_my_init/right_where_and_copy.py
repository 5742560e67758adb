"""Draws sign, size and coin apart, in fresh tensors, and copies the result in."""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    shape, options = tensor.shape, {"dtype": tensor.dtype, "device": tensor.device, "generator": generator}
    size = 5 + 5 * torch.rand(shape, **options)
    upwards = torch.rand(shape, **options) < 0.5
    heads = torch.rand(shape, **options) < 0.5
    drawn = torch.where(heads, torch.where(upwards, size, -size), torch.zeros_like(size))
    with torch.no_grad():
        return tensor.copy_(drawn)


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
