"""The clones of a block are made once and kept for later calls.

misconception: a_block_never_changes
check: test_clones_share_nothing
"""

import copy
import functools

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


@functools.cache
def original(block):
    return copy.deepcopy(block)


def clone_block(block, n):
    return [copy.deepcopy(original(block)) for _ in range(n)]
