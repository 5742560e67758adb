"""The chain is a pair of a chain and a block, and so on down; the empty one is an Identity."""

import copy

from torch import nn


class Then(nn.Module):
    def __init__(self, first, second):
        super().__init__()
        self.first, self.second = first, second

    def forward(self, X):
        return self.second(self.first(X))


def repeat_block(make_block, n):
    net = nn.Identity()
    for _ in range(n):
        net = Then(net, make_block())
    return net


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
