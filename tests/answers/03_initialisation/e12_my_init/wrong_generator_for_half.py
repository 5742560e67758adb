"""Gave the generator to one draw of two: the signs come from elsewhere.

misconception: generator_is_decoration
check: test_the_generator_decides
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    size = torch.empty(tensor.shape, dtype=tensor.dtype).uniform_(5, 10, generator=generator)
    case = torch.randint(4, tensor.shape)
    with torch.no_grad():
        tensor.copy_(size)
        tensor[case == 3] *= -1
        tensor[case < 2] = 0.0
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
