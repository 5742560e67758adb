"""`parameters()` is written anew, as if everything went through it.

misconception: plain_list_registers
check: test_the_net_knows_its_blocks
"""

import copy

from torch import nn


class Chain(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.steps = blocks

    def parameters(self, recurse=True):
        for step in self.steps:
            yield from step.parameters()

    def forward(self, X):
        for step in self.steps:
            X = step(X)
        return X


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
