"""The blocks are made, and made again at every call, with the state of the first ones.

misconception: blocks_may_be_made_later
check: test_the_factory_is_called_n_times
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, make_block, n):
        super().__init__()
        self.make_block = make_block
        self.blocks = nn.ModuleList([make_block() for _ in range(n)])

    def forward(self, X):
        for block in self.blocks:
            fresh = self.make_block()
            fresh.load_state_dict(block.state_dict())
            X = fresh(X)
        return X


def repeat_block(make_block, n):
    return Chain(make_block, n)


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
