"""The class of the block is called, and the state loaded.

misconception: a_class_makes_a_copy
check: test_clones_compute_what_the_block_computes
"""

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    clones = [type(block)() for _ in range(n)]
    for clone in clones:
        clone.load_state_dict(block.state_dict())
    return clones
