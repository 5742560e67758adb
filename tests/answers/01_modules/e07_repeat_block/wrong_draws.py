"""Every clone is shuffled and copied back: draws that nobody asked for.

misconception: random_numbers_are_free
check: test_leaves_the_world_alone
"""

import copy

import torch
from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    clones = [copy.deepcopy(block) for _ in range(n)]
    order = torch.randperm(n)
    return [clones[i] for i in order]
