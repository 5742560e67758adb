"""In place only where autograd does not object.

misconception: the_input_is_mine
check: test_leaves_x_alone
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        if torch.is_grad_enabled() and X.requires_grad:
            return X - X.mean()
        return X.sub_(X.mean())
