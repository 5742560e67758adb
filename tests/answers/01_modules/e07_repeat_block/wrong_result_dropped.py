"""The loop throws the result of each block away but for the last.

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
        output = X
        for block in self.blocks:
            output = block(X)
        return output


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
