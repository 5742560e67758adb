"""The second X gets a letter of its own, as the letters are free.

misconception: letters_are_free
check: test_the_sum_runs_over_all_pairs
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        return torch.einsum("bi,ijk,cj->bk", X, self.weight, X)
