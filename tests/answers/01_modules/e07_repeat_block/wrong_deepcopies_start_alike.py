"""The blocks are copies of the first one; the other calls are made, and their blocks thrown away.

misconception: copies_are_fresh
check: test_blocks_are_independent
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    blocks = [make_block() for _ in range(n)]
    return nn.Sequential(*[copy.deepcopy(blocks[0]) for _ in blocks])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
