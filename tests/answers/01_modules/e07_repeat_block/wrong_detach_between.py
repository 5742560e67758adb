"""Each block gets an input that is cut off, so that it is trained by itself.

misconception: detach_is_harmless
check: test_gradients_of_the_chain
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)

    def forward(self, X):
        for block in self.blocks:
            X = block(X.detach())
        return X


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
