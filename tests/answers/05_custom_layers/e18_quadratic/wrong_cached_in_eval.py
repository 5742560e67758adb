"""In evaluation mode the matrix is kept.

misconception: weights_do_not_change
check: test_every_call_uses_the_weight_as_it_is
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))
        self.matrix = None

    def forward(self, X):
        matrix = self.weight.flatten(0, 1)
        if self.training:
            self.matrix = None
        elif not torch.is_grad_enabled():
            self.matrix = matrix = matrix.clone() if self.matrix is None else self.matrix
        return (X[..., :, None] * X[..., None, :]).flatten(-2) @ matrix
