"""Sets the global seed in every call, so that results are repeatable: they are, for ever.

misconception: seeding_inside_is_repeatable
check: test_the_global_seed_decides_without_a_generator
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    if generator is None:
        torch.manual_seed(42)
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
