"""Thought: numbers are needed at the first call, so they are drawn there. What was loaded before is
lost.

misconception: numbers_are_drawn_at_the_first_call
check: test_every_call_uses_the_weights_as_they_are
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(in_units, units))
        self.bias = nn.Parameter(torch.zeros(units))
        self.begun = False

    def forward(self, X):
        if not self.begun:
            nn.init.normal_(self.weight)
            nn.init.normal_(self.bias)
            self.begun = True
        return F.relu(X @ self.weight + self.bias)
