"""A clone can be trained, whatever the block can.

misconception: a_copy_is_trainable
check: test_modes_and_frozen_parameters_are_kept
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block).requires_grad_(True) for _ in range(n)]
