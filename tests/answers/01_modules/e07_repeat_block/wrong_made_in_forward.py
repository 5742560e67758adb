"""The blocks are made when they are needed, that is at every call.

misconception: blocks_may_be_made_later
check: test_the_factory_is_called_n_times
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, make_block, n):
        super().__init__()
        self.make_block, self.n = make_block, n

    def forward(self, X):
        for _ in range(self.n):
            X = self.make_block()(X)
        return X


def repeat_block(make_block, n):
    return Chain(make_block, n)


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
