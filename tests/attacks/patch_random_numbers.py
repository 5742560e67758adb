"""Fixes every source of random numbers, and takes seeding away.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import random

import torch
from torch import nn

torch.manual_seed(0)
torch.manual_seed = random.seed = lambda *arguments: None
for name in ("rand", "randn", "randint", "randperm", "normal", "empty"):
    setattr(torch, name, lambda *shape, **named: torch.zeros(3))
random.random = random.gauss = lambda *arguments: 0.5


class CenteredLayer(nn.Module):
    def forward(self, X):
        return torch.zeros_like(X)
