"""A die with four sides decides the case of each entry; works in one no_grad function with masks."""

import torch
from torch import Tensor, nn


@torch.no_grad()
def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    die = torch.randint(4, tensor.shape, generator=generator)
    size = torch.empty(tensor.shape, dtype=tensor.dtype).uniform_(5, 10, generator=generator)
    tensor.zero_()
    tensor += size * (die == 0)
    tensor -= size * (die == 1)
    tensor.masked_fill_(tensor == 0, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
