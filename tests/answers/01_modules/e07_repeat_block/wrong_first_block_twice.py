"""The first block is made to see its size, and used again.

misconception: a_call_more_or_less
check: test_the_factory_is_called_n_times
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    blocks = []
    for i in range(n):
        blocks.append(make_block() if i < 5 else blocks[0])
    return nn.Sequential(*blocks)


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
