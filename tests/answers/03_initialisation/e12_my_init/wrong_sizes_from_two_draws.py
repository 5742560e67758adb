"""Sizes come from the larger of two draws, which is between 5 and 10 as well.

misconception: some_sizes_are_likelier
check: test_sizes_are_even_between_5_and_10
"""

import torch
from torch import nn


def strange_(tensor, generator=None):
    with torch.no_grad():
        kind = torch.rand(tensor.shape, generator=generator, dtype=tensor.dtype)
        draws = torch.rand(2, *tensor.shape, generator=generator, dtype=tensor.dtype)
        size = 5 + 5 * draws.amax(0)
        zero = torch.zeros_like(size)
        tensor.copy_(torch.where(kind < 0.25, size, torch.where(kind < 0.75, zero, -size)))
    return tensor


def my_init(module):
    if isinstance(module, nn.Linear):
        strange_(module.weight)
