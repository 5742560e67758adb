"""The learner returns the list of blocks and takes it for a net.

misconception: a_list_is_a_net
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return [make_block() for _ in range(n)]


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
