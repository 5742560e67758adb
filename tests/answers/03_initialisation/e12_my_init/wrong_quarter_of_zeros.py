"""A quarter is zero, and the rest is shared by the signs.

misconception: probabilities_are_approximate
check: test_a_quarter_up_half_zero_a_quarter_down
"""

import torch
from torch import nn


def strange_(tensor, generator=None):
    with torch.no_grad():
        kind = torch.rand(tensor.shape, generator=generator, dtype=tensor.dtype)
        size = 5 + 5 * torch.rand(tensor.shape, generator=generator, dtype=tensor.dtype)
        zero = torch.zeros_like(size)
        tensor.copy_(torch.where(kind < 0.25, zero, torch.where(kind < 0.625, size, -size)))
    return tensor


def my_init(module):
    if isinstance(module, nn.Linear):
        strange_(module.weight)
