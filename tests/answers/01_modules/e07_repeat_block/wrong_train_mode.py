"""The finished net is put into training mode, as a net ought to start.

misconception: blocks_must_be_prepared
check: test_runs_the_very_blocks_made
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)]).train()


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
