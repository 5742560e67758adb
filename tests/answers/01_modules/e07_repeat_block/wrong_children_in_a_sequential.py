"""A clone is a Sequential of copies of the children; a block without children is lost.

misconception: every_block_is_a_container
check: test_clones_compute_what_the_block_computes
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    clones = []
    for _ in range(n):
        clone = nn.Sequential(*copy.deepcopy(list(block.children())))
        clone.training = block.training
        clones.append(clone)
    return clones
