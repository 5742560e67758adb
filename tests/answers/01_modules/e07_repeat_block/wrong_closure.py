"""The net runs a lambda over the blocks, which a deep copy takes over as it is.

misconception: a_closure_is_copied_along
check: test_the_net_knows_its_blocks
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)

        def run(X):
            for block in blocks:
                X = block(X)
            return X

        self.run = run

    def forward(self, X):
        return self.run(X)


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
