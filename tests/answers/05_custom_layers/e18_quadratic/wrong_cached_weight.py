"""Makes the long matrix once, when it is first needed.

misconception: weights_do_not_change
check: test_the_sum_runs_over_all_pairs
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))
        self.matrix = None

    def forward(self, X):
        if self.matrix is None:
            self.matrix = self.weight.flatten(0, 1).detach().clone()
        matrix = self.weight.flatten(0, 1)
        matrix = self.matrix.to(X.dtype) + matrix - matrix.detach()
        return (X[..., :, None] * X[..., None, :]).flatten(-2) @ matrix
