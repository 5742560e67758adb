"""In evaluation mode gradients are switched off.

misconception: evaluation_needs_no_gradients
check: test_gradient_of_the_input
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        with torch.set_grad_enabled(self.training and torch.is_grad_enabled()):
            return X - X.mean()
