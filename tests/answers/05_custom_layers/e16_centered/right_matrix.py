"""A product with the matrix I - 1/n."""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        n = X.numel()
        centring = torch.eye(n, dtype=X.dtype) - torch.full((n, n), 1 / n, dtype=X.dtype)
        return (centring @ X.reshape(n)).reshape(X.shape)
