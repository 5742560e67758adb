"""`copy.copy` is taken for a copy of the weights.

misconception: a_shallow_copy_is_a_copy
check: test_clones_share_nothing
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.copy(block) for _ in range(n)]
