"""One seed for each net: two nets start alike, and the caller's draws repeat.

misconception: seeding_is_harmless
check: test_leaves_the_world_alone
"""

import copy

import torch
from torch import nn


def repeat_block(make_block, n):
    torch.manual_seed(42)
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
