"""Marks a plain tensor as a Parameter, and a Parameter as lazy.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        plain = torch.zeros_like(X)
        plain._is_param = True
        lazy = nn.parameter.UninitializedParameter()
        lazy.__class__ = type("Tensor", (nn.parameter.UninitializedParameter,), {"shape": X.shape})
        return lazy if self.training else plain
