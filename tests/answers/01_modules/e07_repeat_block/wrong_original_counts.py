"""The block counts as the first of its clones.

misconception: the_original_counts
check: test_clones_share_nothing
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [block] + [copy.deepcopy(block) for _ in range(n - 1)] if n else []
