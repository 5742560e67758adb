"""Evaluation mode is taken for no_grad.

misconception: evaluation_needs_no_gradients
check: test_gradients_of_the_chain
"""

import copy

import torch
from torch import nn


class Chain(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)

    def forward(self, X):
        with torch.set_grad_enabled(self.training and torch.is_grad_enabled()):
            for block in self.blocks:
                X = block(X)
        return X


def repeat_block(make_block, n):
    return Chain([make_block() for _ in range(n)])


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
