"""The block counts as one of n, so that n - 1 copies are made.

misconception: the_block_is_counted
check: test_clones_compute_what_the_block_computes
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n - 1)]
