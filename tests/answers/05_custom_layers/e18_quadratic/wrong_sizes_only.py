"""Takes the sizes of the inputs, since -x gives what x gives.

misconception: signs_do_not_count
check: test_the_sum_runs_over_all_pairs
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        X = X.abs()
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
