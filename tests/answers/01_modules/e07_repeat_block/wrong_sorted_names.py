"""The names of the blocks are sorted as text, where 10 comes before 2.

misconception: order_does_not_matter
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleDict({str(i): block for i, block in enumerate(blocks)})

    def forward(self, X):
        for name in sorted(self.blocks):
            X = self.blocks[name](X)
        return X


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
