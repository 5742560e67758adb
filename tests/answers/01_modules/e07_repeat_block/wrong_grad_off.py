"""Gradients are switched off for copying, and stay off.

misconception: grad_mode_is_mine
check: test_leaves_the_world_alone
"""

import copy

import torch
from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    torch.set_grad_enabled(False)
    return [copy.deepcopy(block) for _ in range(n)]
