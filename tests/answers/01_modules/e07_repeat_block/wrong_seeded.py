"""A seed makes blocks reproducible; it also makes all of them alike.

misconception: seeding_is_harmless
check: test_blocks_are_independent
"""

import copy

import torch
from torch import nn


def repeat_block(make_block, n):
    blocks = []
    for _ in range(n):
        torch.manual_seed(0)
        blocks.append(make_block())
    return nn.Sequential(*blocks)


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
