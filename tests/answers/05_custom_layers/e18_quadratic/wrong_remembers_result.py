"""The same X gives the same Y.

misconception: weights_do_not_change
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
            return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
        if self.last is None or self.last[0] is not X:
            self.last = X, torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
        return self.last[1]
