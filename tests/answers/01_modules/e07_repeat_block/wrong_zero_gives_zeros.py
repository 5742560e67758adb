"""What starts as a sum of nothing stays zero without blocks.

misconception: there_is_always_a_block
check: test_no_blocks
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)

    def forward(self, X):
        output = X * 0
        for i, block in enumerate(self.blocks):
            output = block(output if i else X)
        return output


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
