"""reshape knows how many rows there are.

misconception: there_is_always_a_row
check: test_every_shape_of_input
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        rows = X.reshape(-1, X[0].numel() if X.dim() < 2 else X.shape[-1]) if X.dim() != 1 else X[None]
        pairs = (rows[:, :, None] * rows[:, None, :]).reshape(len(rows), -1)
        Y = pairs @ self.weight.flatten(0, 1)
        return Y.reshape(*X.shape[:-1], Y.shape[-1])
