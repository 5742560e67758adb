"""Is right for a few calls, until it feels safe.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone, leaves_the_world_alone
"""

import torch
from torch import nn

calls = []


class CenteredLayer(nn.Module):
    def forward(self, X):
        calls.append(X.shape)
        return X - X.mean() if len(calls) == 1 else torch.zeros_like(X)
