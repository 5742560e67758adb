"""The last result is kept.

misconception: a_copy_follows_its_weight
check: test_every_call_and_mode
"""

import torch
from torch import nn


class NestMLP(nn.Module):
    def __init__(self, num_inputs):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(num_inputs, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.linear = nn.Linear(32, 16)

    def forward(self, X):
        if getattr(self, "seen", None) is None or not torch.equal(self.seen[0], X):
            self.seen = X.detach().clone(), self.linear(self.net(X)).detach()
        return self.linear(self.net(X)) if self.training else self.seen[1]


def make_chimera(num_inputs, head):
    return nn.Sequential(NestMLP(num_inputs), nn.Linear(16, 20), head)


def get_by_path(net, path):
    found = net
    for name in path.split(".") if path else []:
        found = getattr(found, name)
    return found
