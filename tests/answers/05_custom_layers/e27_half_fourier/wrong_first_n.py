"""Makes the table at the first call and keeps it.

misconception: n_never_changes
check: test_every_call_is_like_the_first
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = None

    def forward(self, X):
        if self.table is None:
            self.table = torch.fft.rfft(torch.eye(X.shape[-1], dtype=X.dtype))
        n = self.table.shape[0]
        Y = X.to(torch.complex128)
        if X.shape[-1] < n:
            Y = torch.nn.functional.pad(Y, (0, n - X.shape[-1]))
        return (Y[..., :n] @ self.table.to(Y.dtype)).to(torch.fft.rfft(X).dtype)
