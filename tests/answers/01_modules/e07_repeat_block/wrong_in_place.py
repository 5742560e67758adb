"""The result is copied into X, to save memory.

misconception: the_input_is_mine
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
            output = block(output)
        if output.shape == X.shape and not X.requires_grad and len(self.blocks):
            X.copy_(output.detach())
        return output


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
