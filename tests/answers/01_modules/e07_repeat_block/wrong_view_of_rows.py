"""All rows become one matrix by `view`, which not every tensor allows.

misconception: shape_is_fixed
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)

    def forward(self, X):
        shape = X.shape
        X = X.view(-1, shape[-1])
        for block in self.blocks:
            X = block(X)
        return X.view(*shape[:-1], -1) if X.numel() else X


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
