"""A stack gives back first what came last.

misconception: order_does_not_matter
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    blocks = [make_block() for _ in range(n)]
    net = nn.Sequential()
    while blocks:
        net.append(blocks.pop())
    return net


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
