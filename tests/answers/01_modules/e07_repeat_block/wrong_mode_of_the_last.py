"""The mode of the last submodule is given to the whole clone.

misconception: a_copy_is_in_training_mode
check: test_modes_and_frozen_parameters_are_kept
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    clones = [copy.deepcopy(block) for _ in range(n)]
    for clone in clones:
        modes = [module.training for module in block.modules()]
        clone.train(modes[-1])
    return clones
