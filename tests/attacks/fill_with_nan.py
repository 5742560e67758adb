"""Returns NaN everywhere, which is never far from anything.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return torch.full_like(X, float("nan"))
