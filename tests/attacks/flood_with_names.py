"""Returns a module with five thousand parameters with long names.

exercise: e01
"""

import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        for number in range(5000):
            self._parameters[f"{number}" + "p" * 1000] = nn.Parameter(torch.zeros(1))

    def forward(self, X):
        return self
