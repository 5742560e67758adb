"""The same object as before has the same values as before.

misconception: same_object_same_values
check: test_every_call_uses_the_weight_as_it_is
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))
        self.last = None

    def forward(self, X):
        if torch.is_grad_enabled():
            return torch.einsum("...i,...j,ijk->...k", X, X, self.weight)
        if self.last is None or self.last[0] is not X or not torch.equal(self.last[1], self.weight):
            Y = torch.einsum("...i,...j,ijk->...k", X, X, self.weight)
            self.last = X, self.weight.detach().clone(), Y
        return self.last[2].clone()
