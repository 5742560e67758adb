"""A clone takes a copy of each gradient along."""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    clones = []
    for _ in range(n):
        clone = copy.deepcopy(block)
        for old, new in zip(block.parameters(), clone.parameters()):
            if old.grad is not None:
                new.grad = old.grad.clone()
        clones.append(clone)
    return clones
