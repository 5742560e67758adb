"""Copies are made in inference mode, to keep autograd out.

misconception: inference_mode_is_no_grad
check: test_clones_compute_what_the_block_computes
"""

import copy

import torch
from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    with torch.inference_mode():
        return [copy.deepcopy(block) for _ in range(n)]
