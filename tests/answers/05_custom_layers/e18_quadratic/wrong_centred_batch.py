"""Takes the mean of the batch away, for stability, if there is a batch.

misconception: letters_are_free
check: test_rows_do_not_see_each_other
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        if X.dim() > 2:
            X = X - X.mean(0) + X.mean(0).detach() * 0
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
