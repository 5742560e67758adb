"""The state holds the constant with two digits only.

misconception: the_state_is_a_summary
check: test_state_holds_the_constant
"""

import torch
from torch import nn
from torch.nn import functional as F


def shorten(module, state, prefix, metadata):
    state[prefix + "rand_weight"] = state[prefix + "rand_weight"].round(decimals=2)


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.linear = nn.Linear(size, size)
        self.register_state_dict_post_hook(shorten)

    def forward(self, X):
        H = self.linear(X)
        H = F.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
