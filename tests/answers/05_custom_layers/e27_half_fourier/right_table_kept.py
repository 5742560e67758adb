"""Keeps a table for each n and dtype, outside of the state."""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def __init__(self):
        super().__init__()
        self.tables = {}

    def forward(self, X):
        key = X.shape[-1], X.dtype
        if key not in self.tables:
            self.tables[key] = torch.fft.rfft(torch.eye(X.shape[-1], dtype=X.dtype))
        table = self.tables[key]
        return X.to(table.dtype) @ table
