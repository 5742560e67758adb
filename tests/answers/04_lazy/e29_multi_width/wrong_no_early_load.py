"""Thought: `load_state_dict` does the rest.

misconception: checkpoints_meet_their_adapters
check: test_a_checkpoint_makes_its_adapters
"""

import torch
from torch import nn


def before_load(net, state, prefix, *rest):
    for name in state:
        if name.startswith(prefix + "adapters."):
            key = name[len(prefix) :].split(".")[1]
            if key.isdigit() and key not in net.adapters:
                net.make(key)


class MultiWidth(nn.Module):
    def __init__(self, trunk, units):
        super().__init__()
        self.trunk = trunk
        self.units = units
        self.adapters = nn.ModuleDict()
        self.optimizer = None

    def announce_to(self, optimizer):
        self.optimizer = optimizer

    def make(self, key, dtype=None):
        self.adapters[key] = nn.Linear(int(key), self.units, dtype=dtype)
        if self.optimizer is not None:
            self.optimizer.add_param_group({"params": list(self.adapters[key].parameters())})

    def forward(self, X):
        key = str(X.shape[-1])
        if key not in self.adapters:
            self.make(key, X.dtype)
        return self.trunk(self.adapters[key](X))
