"""The factory itself is put into the chain: the brackets are missing.

misconception: a_factory_is_a_block
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
