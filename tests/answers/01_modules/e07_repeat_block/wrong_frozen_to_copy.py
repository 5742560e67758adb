"""The block is frozen for copying, and stays so.

misconception: a_copy_is_trainable
check: test_modes_and_frozen_parameters_are_kept
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    flags = [parameter.requires_grad for parameter in block.parameters()]
    block.requires_grad_(False)
    clones = [copy.deepcopy(block) for _ in range(n)]
    for clone in clones:
        for parameter, flag in zip(clone.parameters(), flags):
            parameter.requires_grad_(flag)
    return clones
