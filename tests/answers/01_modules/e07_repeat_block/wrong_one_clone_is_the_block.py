"""Where one module is asked for there is nothing to copy.

misconception: the_original_counts
check: test_clones_share_nothing
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    if n == 1:
        return [block]
    return [copy.deepcopy(block) for _ in range(n)]
