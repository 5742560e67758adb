"""Used the coin of an entry for its size as well: positive sizes stop at 6.25.

misconception: one_draw_for_sign_and_size
check: test_sizes_are_even_between_5_and_10
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    u = torch.rand(tensor.shape, generator=generator, dtype=tensor.dtype)
    drawn = torch.zeros_like(u)
    drawn = torch.where(u < 0.25, 5 + 5 * u, drawn)
    drawn = torch.where(u >= 0.75, -5 - 5 * u, drawn)
    with torch.no_grad():
        return tensor.copy_(drawn)


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
