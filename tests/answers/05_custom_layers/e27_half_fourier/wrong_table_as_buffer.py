"""Registers the table of the first call: it is saved with the net.

misconception: constants_are_state
check: test_nothing_to_learn_and_nothing_to_save
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        if (
            not hasattr(self, "table")
            or self.table.shape[0] != X.shape[-1]
            or self.table.dtype != torch.fft.rfft(X).dtype
        ):
            self.register_buffer("table", torch.fft.rfft(torch.eye(X.shape[-1], dtype=X.dtype)))
        return X.to(self.table.dtype) @ self.table
