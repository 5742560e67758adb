"""The blocks are made at the first call, and kept.

misconception: blocks_may_be_made_later
check: test_the_factory_is_called_n_times
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, make_block, n):
        super().__init__()
        self.make_block, self.n = make_block, n
        self.blocks = None

    def forward(self, X):
        if self.blocks is None:
            self.blocks = nn.Sequential(*[self.make_block() for _ in range(self.n)])
        return self.blocks(X)


def repeat_block(make_block, n):
    return Chain(make_block, n)


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
