"""All blocks get the name of their class: each takes the place of the one before.

misconception: every_block_gets_x
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    net = nn.Sequential()
    for _ in range(n):
        block = make_block()
        net.add_module(type(block).__name__, block)
    return net


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
