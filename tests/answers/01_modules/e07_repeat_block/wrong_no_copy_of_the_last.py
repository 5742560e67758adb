"""The last clone may be the block: nobody will use it any more.

misconception: the_original_counts
check: test_clones_share_nothing
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) if i < n - 1 else block for i in range(n)]
