"""`children()` is taken for the list of all places.

misconception: a_repeat_is_skipped
check: test_runs_the_very_blocks_made
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)

    def forward(self, X):
        for block in self.blocks.children():
            X = block(X)
        return X


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
