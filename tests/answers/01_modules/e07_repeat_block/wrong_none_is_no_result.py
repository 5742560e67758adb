"""A block that returns None has only looked: what went in goes on.

misconception: only_tensors_travel
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


class Row(nn.ModuleList):
    def forward(self, X):
        for block in self:
            Y = block(X)
            X = X if Y is None else Y
        return X


def repeat_block(make_block, n):
    return Row([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
