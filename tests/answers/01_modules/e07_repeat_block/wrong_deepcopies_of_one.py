"""One block is made and copied: the learner thinks that a copy is as good as a fresh block.

misconception: copies_are_fresh
check: test_the_factory_is_called_n_times
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    if n == 0:
        return nn.Sequential()
    block = make_block()
    return nn.Sequential(block, *[copy.deepcopy(block) for _ in range(n - 1)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
