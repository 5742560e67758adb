"""Drew the sizes from a normal distribution, clamped to 5 and 10.

misconception: random_means_normal
check: test_sizes_are_even_between_5_and_10
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    size = (7.5 + 1.2 * torch.randn(tensor.shape, generator=generator)).clamp(5, 10)
    case = torch.tensor([-1, 0, 0, 1])[torch.randint(4, tensor.shape, generator=generator)]
    with torch.no_grad():
        return tensor.copy_(size * case)


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
