"""Thought: everybody who asked is told.

misconception: everybody_stays_informed
check: test_the_optimiser_hears_of_new_adapters
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
        self.optimizers = []
        self.register_load_state_dict_pre_hook(before_load)

    def announce_to(self, optimizer):
        self.optimizers.append(optimizer)

    def make(self, key, dtype=None):
        self.adapters[key] = nn.Linear(int(key), self.units, dtype=dtype)
        for optimizer in self.optimizers:
            optimizer.add_param_group({"params": list(self.adapters[key].parameters())})

    def forward(self, X):
        key = str(X.shape[-1])
        if key not in self.adapters:
            self.make(key, X.dtype)
        return self.trunk(self.adapters[key](X))
