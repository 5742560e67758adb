"""A product with the matrix I - 1/n."""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        n = X.numel()
        centring = torch.eye(n, dtype=X.dtype, device=X.device) - 1 / n
        return (centring @ X.reshape(n)).reshape(X.shape)
