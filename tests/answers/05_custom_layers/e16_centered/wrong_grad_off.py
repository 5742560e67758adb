"""Gradients are switched off for the mean, and stay off.

misconception: grad_mode_is_mine
check: test_leaves_the_world_alone
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        result = X - X.mean()
        torch.set_grad_enabled(False)
        return result
