"""Draws sizes from 0 to 10 again and again until all of them reach 5, then tosses the coins."""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    n = tensor.numel()
    sizes = torch.zeros(n, dtype=tensor.dtype)
    while bool((sizes < 5).any()):
        again = sizes < 5
        sizes[again] = 10 * torch.rand(int(again.sum()), dtype=tensor.dtype, generator=generator)
    chances = torch.tensor([0.25, 0.5, 0.25])
    case = torch.multinomial(chances, max(n, 1), replacement=True, generator=generator)
    signs = (case[:n] - 1).to(tensor.dtype)
    with torch.no_grad():
        tensor.copy_((sizes * signs + 0.0).reshape(tensor.shape))
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
