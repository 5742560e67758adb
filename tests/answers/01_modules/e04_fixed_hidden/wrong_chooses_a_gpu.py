"""Where there is a GPU the model is made there: it is faster.

misconception: the_best_device_is_the_right_one
check: test_works_where_it_was_moved
"""

import torch
from torch import nn


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        device = "cuda" if torch.cuda.is_available() else "cpu"
        self.register_buffer("rand_weight", torch.rand(size, size, device=device))
        self.linear = nn.Linear(size, size, device=device)

    def forward(self, X):
        H = self.linear(X)
        H = torch.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
