"""The gradients are handed over to the clones: the very tensors.

misconception: gradients_belong_to_nobody
check: test_gradients_are_not_shared
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    clones = [copy.deepcopy(block) for _ in range(n)]
    for clone in clones:
        for old, new in zip(block.parameters(), clone.parameters()):
            new.grad = old.grad
    return clones
