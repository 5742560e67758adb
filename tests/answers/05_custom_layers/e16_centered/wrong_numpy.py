"""The numbers take the way through numpy.

misconception: values_are_enough
check: test_gradient_of_the_input
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        a = X.detach().numpy()
        return torch.as_tensor(a - a.mean())
