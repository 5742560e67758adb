"""Makes the rows flat with view.

misconception: every_tensor_is_contiguous
check: test_every_shape_of_input
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        rows = X.view(X.shape[:-1].numel(), X.shape[-1])
        return torch.einsum("bi,ijk,bj->bk", rows, self.weight, rows).view(*X.shape[:-1], self.weight.shape[-1])
