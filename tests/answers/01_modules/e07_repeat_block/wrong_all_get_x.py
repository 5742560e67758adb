"""All blocks get X, and their outputs are added up.

misconception: every_block_gets_x
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)

    def forward(self, X):
        if len(self.blocks) == 0:
            return X
        return sum(block(X) for block in self.blocks)


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
