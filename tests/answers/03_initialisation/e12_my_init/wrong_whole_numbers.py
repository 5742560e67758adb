"""Drew whole numbers from 5 to 10.

misconception: uniform_means_integers
check: test_sizes_are_even_between_5_and_10
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    size = torch.randint(5, 11, tensor.shape, generator=generator)
    case = torch.tensor([-1, 0, 0, 1])[torch.randint(4, tensor.shape, generator=generator)]
    with torch.no_grad():
        return tensor.copy_(size * case)


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
