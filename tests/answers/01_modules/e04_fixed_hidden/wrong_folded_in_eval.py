"""In evaluation mode the layer and the constant are folded into one, once.

misconception: a_copy_follows_its_tensor
check: test_every_call_uses_the_tensors_as_they_are
"""

import torch
from torch import nn
from torch.nn import functional as F


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.linear = nn.Linear(size, size)
        self.folded = None

    def forward(self, X):
        if self.training:
            H = self.linear(X) @ self.rand_weight
        else:
            if self.folded is None:
                self.folded = (self.linear.weight.T @ self.rand_weight, self.linear.bias @ self.rand_weight)
            H = X @ self.folded[0] + self.folded[1]
        H = self.linear(F.relu(H + 1))
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
