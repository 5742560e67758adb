"""Blocks are registered under names of its own, and found by name; the copies are copies of copies."""

import copy
import functools

from torch import nn


class Tower(nn.Module):
    def __init__(self, make_block, n):
        super().__init__()
        self.n = n
        for i in range(n):
            setattr(self, f"floor{i}", make_block())

    def forward(self, X):
        return functools.reduce(lambda x, i: getattr(self, f"floor{i}")(x), range(self.n), X)


def repeat_block(make_block, n):
    return Tower(make_block, n)


def clone_block(block, n):
    clones = []
    last = block
    for _ in range(n):
        last = copy.deepcopy(last)
        clones.append(last)
    return clones
