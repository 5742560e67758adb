"""my_init walks over `module.modules()` itself, so `apply` fills the deeper layers more than once."""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    for part in module.modules():
        if isinstance(part, nn.Linear):
            strange_(part.weight)
