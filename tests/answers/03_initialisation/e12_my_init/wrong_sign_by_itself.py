"""Drew from 0 to 10 and forgot the negative quarter.

misconception: one_sign_only
check: test_a_quarter_up_half_zero_a_quarter_down
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        tensor.uniform_(0, 10, generator=generator)
        tensor.masked_fill_(tensor < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
