"""Sums over the rows of a sequence.

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
        if X.dim() == 3:
            return torch.einsum("bti,ijk,bsj->btk", X, self.weight, X)
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
