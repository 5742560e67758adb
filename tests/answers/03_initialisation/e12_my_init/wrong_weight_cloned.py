"""The weight is cloned first, since a Parameter cannot be written to.

misconception: underscore_is_decoration
check: test_my_init_fills_each_linear
"""

import torch
from torch import nn


def strange_(tensor, generator=None):
    with torch.no_grad():
        kind = torch.rand(tensor.shape, generator=generator, dtype=tensor.dtype)
        size = 5 + 5 * torch.rand(tensor.shape, generator=generator, dtype=tensor.dtype)
        zero = torch.zeros_like(size)
        tensor.copy_(torch.where(kind < 0.25, size, torch.where(kind < 0.75, zero, -size)))
    return tensor


def my_init(module):
    if isinstance(module, nn.Linear):
        strange_(module.weight.detach().clone())
