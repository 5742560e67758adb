"""All parameters are made trainable: the learner thinks that fresh blocks must be.

misconception: blocks_must_be_prepared
check: test_runs_the_very_blocks_made
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block().requires_grad_(True) for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
