"""Every block is taken for a Sequential.

misconception: every_block_is_a_container
check: test_clones_compute_what_the_block_computes
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    def clone():
        new = copy.deepcopy(block)
        for child in block:
            assert isinstance(child, nn.Module)
        return new

    return [clone() for _ in range(n)]
