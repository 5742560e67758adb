"""A shift to learn, as normalising layers have it.

misconception: every_layer_has_state
check: test_nothing_to_learn_or_save
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.shift = nn.Parameter(torch.zeros(()))

    def forward(self, X):
        return X - X.mean() + self.shift.to(X.dtype)
