"""`layer(X)` calls `__call__`, so that is what is written.

misconception: call_is_the_method_to_write
check: test_modes_and_surroundings_stay
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def __call__(self, X):
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
