"""The factory is called once more, to see whether it makes modules at all.

misconception: a_call_more_or_less
check: test_the_factory_is_called_n_times
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    if not isinstance(make_block(), nn.Module):
        raise TypeError("make_block must make modules")
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
