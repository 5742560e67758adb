"""Gradients are switched on inside, whatever the caller asked for.

misconception: grad_mode_is_mine
check: test_leaves_the_world_alone
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        with torch.enable_grad():
            return X - X.mean()
