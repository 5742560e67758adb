"""The mode of the block is given to all that lies inside a clone.

misconception: a_copy_is_in_training_mode
check: test_modes_and_frozen_parameters_are_kept
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block).train(block.training) for _ in range(n)]
