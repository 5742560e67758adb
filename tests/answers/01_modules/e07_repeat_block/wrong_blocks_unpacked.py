"""The layers of each block are put in, as if every block were a Sequential.

misconception: every_block_is_a_container
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    net = nn.Sequential()
    for _ in range(n):
        for layer in make_block():
            net.append(layer)
    return net


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
