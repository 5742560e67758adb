"""A loop that counts from 0 to n, both included.

misconception: a_call_more_or_less
check: test_the_factory_is_called_n_times
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for i in range(max(n, 0) + (n > 0))])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
