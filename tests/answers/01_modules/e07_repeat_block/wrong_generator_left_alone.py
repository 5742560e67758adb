"""Draws are kept from the caller by a fork of the random state: every net starts alike.

misconception: seeding_is_harmless
check: test_blocks_are_independent
"""

import copy

import torch
from torch import nn


def repeat_block(make_block, n):
    with torch.random.fork_rng(devices=[]):
        return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
