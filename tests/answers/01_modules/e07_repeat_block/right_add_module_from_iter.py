"""The factory is called through `iter`, the children through `_modules`; `map` makes the copies."""

import copy
import itertools

from torch import nn


class Blocks(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        for i, block in enumerate(blocks):
            self.add_module(chr(97 + i) * 3, block)

    def forward(self, X):
        for block in self._modules.values():
            X = block(X)
        return X


def repeat_block(make_block, n):
    return Blocks(itertools.islice(iter(make_block, None), n))


def clone_block(block, n):
    return list(map(copy.deepcopy, itertools.repeat(block, n)))
