"""The learner thinks that `*` makes n blocks out of one.

misconception: repetition_copies
check: test_the_factory_is_called_n_times
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block()] * n)


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
