"""The class writes `__call__` where `forward` was meant.

misconception: forward_is_the_call
check: test_runs_the_very_blocks_made
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)

    def __call__(self, X):
        for block in self.blocks:
            X = block(X)
        return X


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
