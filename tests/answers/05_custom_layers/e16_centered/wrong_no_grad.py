"""Without parameters there are no gradients, the learner thinks.

misconception: values_are_enough
check: test_gradient_of_the_input
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        with torch.no_grad():
            return X - X.mean()
