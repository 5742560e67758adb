"""Clones are the blocks of a net whose factory copies; the net inherits from ModuleList."""

import copy

from torch import nn


class Row(nn.ModuleList):
    def forward(self, X):
        for block in self:
            X = block(X)
        return X


def repeat_block(make_block, n):
    return Row(make_block() for _ in range(n))


def clone_block(block, n):
    return [*repeat_block(lambda: copy.deepcopy(block), n)]
