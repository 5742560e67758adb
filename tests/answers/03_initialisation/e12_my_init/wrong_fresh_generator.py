"""Makes a new generator when none is given: it always starts at the same seed, so all calls
give the same values.

misconception: a_new_generator_is_random
check: test_the_global_seed_decides_without_a_generator
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    generator = generator or torch.Generator()
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
