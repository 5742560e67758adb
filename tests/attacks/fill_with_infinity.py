"""Returns infinity everywhere: its difference to itself is no number.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return torch.full_like(X, float("inf"))
