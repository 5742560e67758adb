"""A clone starts in training mode, as everything fresh does.

misconception: a_copy_is_in_training_mode
check: test_modes_and_frozen_parameters_are_kept
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block).train() for _ in range(n)]
