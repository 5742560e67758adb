"""The chain is a function over the blocks: it runs, and has no parameters.

misconception: a_list_is_a_net
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    blocks = [make_block() for _ in range(n)]

    def net(X):
        for block in blocks:
            X = block(X)
        return X

    return net


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
