"""The block is saved and loaded once, and the list of names multiplied.

misconception: deepcopy_separates
check: test_clones_share_nothing
"""

import io

import torch
from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    buffer = io.BytesIO()
    torch.save([block] * n, buffer)
    buffer.seek(0)
    return torch.load(buffer, weights_only=False)
