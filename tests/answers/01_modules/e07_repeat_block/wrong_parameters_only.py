"""Parameters are copied, buffers stay those of the block.

misconception: only_parameters_are_state
check: test_clones_share_nothing
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    def clone(memo):
        for buffer in block.buffers():
            memo[id(buffer)] = buffer
        return copy.deepcopy(block, memo)

    return [clone({}) for _ in range(n)]
