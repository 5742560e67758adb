"""The default dtype follows X.

misconception: dtype_is_mine
check: test_leaves_the_world_alone
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        torch.set_default_dtype(X.dtype)
        return X - X.mean()
