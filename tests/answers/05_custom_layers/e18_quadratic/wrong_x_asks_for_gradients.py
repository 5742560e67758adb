"""X has to ask for gradients, or there are none.

misconception: inputs_are_mine
check: test_modes_and_surroundings_stay
"""

import torch
from torch import Tensor, nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        if torch.is_grad_enabled():
            X.requires_grad_(True)
        return torch.einsum("...i,...j,ijk->...k", X, X, self.weight)
