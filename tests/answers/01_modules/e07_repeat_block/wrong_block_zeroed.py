"""The gradients of the block are cleared before copying.

misconception: gradients_belong_to_nobody
check: test_gradients_are_not_shared
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    block.zero_grad()
    return [copy.deepcopy(block) for _ in range(n)]
