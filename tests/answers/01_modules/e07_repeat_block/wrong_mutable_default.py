"""A list as a default is taken for a fresh list at every call.

misconception: defaults_are_fresh
check: test_blocks_are_independent
"""

import copy

from torch import nn


def repeat_block(make_block, n, blocks=[]):
    for _ in range(n):
        blocks.append(make_block())
    return nn.Sequential(*blocks[: len(blocks)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
