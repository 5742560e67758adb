"""Copies the weight when its version has changed; a write through `data` does not count as one.

misconception: weights_do_not_change
check: test_every_call_uses_the_weight_as_it_is
"""

import torch
from torch import Tensor, nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))
        self.M = None

    def forward(self, X):
        if self.M is None or self.version != self.weight._version:
            self.M, self.version = self.weight.detach().clone(), self.weight._version
        return torch.einsum("...i,...j,ijk->...k", X, X, self.M if not torch.is_grad_enabled() else self.weight)
