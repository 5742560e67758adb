"""Drew the sizes once for a row and let broadcasting fill the rest: every row has the same sizes.

misconception: broadcast_draws
check: test_entries_are_independent
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    size = 5 + 5 * torch.rand(tensor.shape[-1:], generator=generator, dtype=tensor.dtype)
    case = torch.randint(4, tensor.shape, generator=generator)
    with torch.no_grad():
        tensor.copy_(size.expand(tensor.shape))
        tensor[case < 2] = 0.0
        tensor[case == 3] *= -1
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
