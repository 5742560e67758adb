"""A seed in forward.

misconception: a_call_may_leave_traces
check: test_leaves_things_alone
"""

import torch
from torch import nn


class NestMLP(nn.Module):
    def __init__(self, num_inputs):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(num_inputs, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.linear = nn.Linear(32, 16)

    def forward(self, X):
        torch.manual_seed(0)
        return self.linear(self.net(X))


def make_chimera(num_inputs, head):
    return nn.Sequential(NestMLP(num_inputs), nn.Linear(16, 20), head)


def get_by_path(net, path):
    found = net
    for name in path.split(".") if path else []:
        found = getattr(found, name)
    return found
