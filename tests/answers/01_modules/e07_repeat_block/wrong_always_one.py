"""The chain begins with one block, and n - 1 follow: with n = 0 there is still one.

misconception: there_is_always_a_block
check: test_no_blocks
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    net = nn.Sequential(make_block())
    for _ in range(n - 1):
        net.append(make_block())
    return net


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
