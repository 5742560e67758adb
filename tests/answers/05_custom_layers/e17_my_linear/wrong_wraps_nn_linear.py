"""Thought: an `nn.Linear` inside does it. Names and layout are those of the inner layer.

misconception: layout_of_nn_linear
check: test_parameters_have_their_shapes
"""

from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.linear = nn.Linear(in_units, units)

    def forward(self, X):
        return F.relu(self.linear(X))
