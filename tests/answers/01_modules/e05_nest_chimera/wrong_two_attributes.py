"""Functional activations, and two attributes instead of a chain.

misconception: structure_is_free
check: test_names
"""

import torch
from torch import nn


class NestMLP(nn.Module):
    def __init__(self, num_inputs):
        super().__init__()
        self.first = nn.Linear(num_inputs, 64)
        self.second = nn.Linear(64, 32)
        self.linear = nn.Linear(32, 16)

    def forward(self, X):
        return self.linear(torch.relu(self.second(torch.relu(self.first(X)))))


def make_chimera(num_inputs, head):
    return nn.Sequential(NestMLP(num_inputs), nn.Linear(16, 20), head)


def get_by_path(net, path):
    found = net
    for name in path.split(".") if path else []:
        found = getattr(found, name)
    return found
