"""Each copy is wrapped in a module, which changes the names.

misconception: names_in_state_dict_are_free
check: test_clones_share_nothing
"""

import copy

from torch import nn


class Clone(nn.Module):
    def __init__(self, block):
        super().__init__()
        self.block = copy.deepcopy(block)
        self.training = block.training

    def forward(self, X):
        return self.block(X)


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [Clone(block) for _ in range(n)]
