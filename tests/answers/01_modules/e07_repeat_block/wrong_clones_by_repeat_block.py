"""The block is handed out by a factory, which makes nothing.

misconception: a_shallow_copy_is_a_copy
check: test_clones_share_nothing
"""

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return list(repeat_block(lambda: block, n))
