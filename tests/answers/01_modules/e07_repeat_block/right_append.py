"""The blocks are appended one by one; copies are collected in a loop."""

import copy

from torch import nn


def repeat_block(make_block, n):
    net = nn.Sequential()
    for _ in range(n):
        net.append(make_block())
    return net


def clone_block(block, n):
    clones = []
    while len(clones) < n:
        clones.append(copy.deepcopy(block))
    return clones
