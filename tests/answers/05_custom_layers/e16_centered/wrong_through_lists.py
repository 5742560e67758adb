"""The result is built from a list.

misconception: values_are_enough
check: test_gradient_of_the_input
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return torch.tensor((X - X.mean()).tolist(), dtype=X.dtype)
