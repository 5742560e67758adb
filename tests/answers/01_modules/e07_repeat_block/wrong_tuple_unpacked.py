"""A block that returns several values hands on several arguments.

misconception: a_tuple_is_a_list_of_arguments
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


class Row(nn.ModuleList):
    def forward(self, X):
        for block in self:
            X = block(*X) if isinstance(X, tuple) else block(X)
        return X


def repeat_block(make_block, n):
    return Row([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
