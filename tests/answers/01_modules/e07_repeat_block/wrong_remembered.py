"""The net remembers its last result and gives it back for the same X.

misconception: results_can_be_kept
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)

    def forward(self, X):
        if getattr(self, "last", None) is None:
            self.last = X
            for block in self.blocks:
                X = block(X)
            return X
        return self.last


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
