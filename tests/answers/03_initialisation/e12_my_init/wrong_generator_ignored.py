"""Takes a generator and never uses it.

misconception: generator_is_decoration
check: test_the_generator_decides
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        tensor.uniform_(-10, 10)
        tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
