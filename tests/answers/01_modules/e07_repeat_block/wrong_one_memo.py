"""All copies use one memo, in which the first is found again.

misconception: deepcopy_separates
check: test_clones_share_nothing
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    memo = {}
    return [copy.deepcopy(block, memo) for _ in range(n)]
