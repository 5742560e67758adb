"""The block is copied once, and the copy handed out n times.

misconception: deepcopy_separates
check: test_clones_share_nothing
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block)] * n
