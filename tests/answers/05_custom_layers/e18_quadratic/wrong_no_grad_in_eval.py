"""In evaluation nobody needs gradients.

misconception: evaluation_needs_no_graph
check: test_the_weight_gets_its_gradient
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        with torch.set_grad_enabled(self.training and torch.is_grad_enabled()):
            return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
