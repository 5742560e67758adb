"""No blocks, no net: the learner raises.

misconception: there_is_always_a_block
check: test_no_blocks
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    if n < 1:
        raise ValueError("n must be positive")
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
