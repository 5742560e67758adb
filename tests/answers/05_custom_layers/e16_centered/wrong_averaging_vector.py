"""The mean is a product with a vector of 1/n, made without a word about where.

misconception: new_tensors_follow_x
check: test_stays_on_the_device_of_x
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        n = X.numel()
        flat = X.reshape(-1)
        return X - flat @ torch.full((n,), 1 / n, dtype=X.dtype)
