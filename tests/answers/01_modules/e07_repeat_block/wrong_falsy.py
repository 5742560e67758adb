"""`filter` takes out what is no block; a block of length 0 goes with it.

misconception: truth_tells_what_is_there
check: test_blocks_run_in_the_order_made
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*filter(None, (make_block() for _ in range(n))))


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
