"""The default dtype follows the block, and stays there.

misconception: dtype_is_mine
check: test_leaves_the_world_alone
"""

import copy

import torch
from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    for parameter in block.parameters():
        torch.set_default_dtype(parameter.dtype)
    return [copy.deepcopy(block) for _ in range(n)]
