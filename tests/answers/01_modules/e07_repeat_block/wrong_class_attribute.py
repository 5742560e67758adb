"""The list of blocks belongs to the class, and so to all nets.

misconception: defaults_are_fresh
check: test_blocks_are_independent
"""

import copy

from torch import nn


class Chain(nn.Module):
    blocks = nn.ModuleList()

    def __init__(self, blocks):
        super().__init__()
        Chain.blocks = nn.ModuleList(blocks)

    def forward(self, X):
        for block in self.blocks:
            X = block(X)
        return X


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
