"""Switches gradients on, so that it learns.

misconception: grad_mode_is_mine
check: test_modes_and_surroundings_stay
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        torch.set_grad_enabled(True)
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
