"""The blocks are copied when they are put in, to be on the safe side.

misconception: taking_in_means_copying
check: test_runs_the_very_blocks_made
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[copy.deepcopy(make_block()) for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
