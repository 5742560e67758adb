"""hstack joins the second dimension, or the first one where there is one only.

misconception: data_is_always_a_matrix
check: test_joins_the_last_dimension
"""

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = dim

    def forward(self, X):
        outputs = [self.net1(X), self.net2(X)]
        return torch.hstack(outputs) if self.dim == -1 else torch.cat(outputs, self.dim)
