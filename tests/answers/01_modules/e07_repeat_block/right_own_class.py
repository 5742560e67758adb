"""A class of its own around a ModuleList, whose blocks have other names."""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.steps = nn.ModuleList(blocks)

    def forward(self, X):
        for step in self.steps:
            X = step(X)
        return X


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
