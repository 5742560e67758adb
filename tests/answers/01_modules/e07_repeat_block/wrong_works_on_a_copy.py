"""X is copied first, so that a block that works in place does no harm to it.

misconception: the_input_must_be_protected
check: test_blocks_run_in_the_order_made
"""

import copy

import torch
from torch import nn


class Row(nn.ModuleList):
    def forward(self, X):
        if isinstance(X, torch.Tensor):
            X = X.clone()
        for block in self:
            X = block(X)
        return X


def repeat_block(make_block, n):
    return Row([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
