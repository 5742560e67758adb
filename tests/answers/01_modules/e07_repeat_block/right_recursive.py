"""Both functions call themselves, with one block less."""

import copy

from torch import nn


def repeat_block(make_block, n):
    if n == 0:
        return nn.Sequential()
    first = make_block()
    return nn.Sequential(first, *repeat_block(make_block, n - 1))


def clone_block(block, n):
    return [] if n == 0 else [copy.deepcopy(block), *clone_block(block, n - 1)]
