"""A ModuleList is taken for a list.

misconception: any_container_is_a_list
check: test_clones_compute_what_the_block_computes
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return nn.ModuleList([copy.deepcopy(block) for _ in range(n)])
