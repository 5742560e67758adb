"""Blocks that are there already are left out.

misconception: a_repeat_is_skipped
check: test_runs_the_very_blocks_made
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    blocks = dict.fromkeys(make_block() for _ in range(n))
    return nn.Sequential(*blocks)


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
