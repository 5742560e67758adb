"""Thought: adapters that the checkpoint lacks may stay as they are.

misconception: any_checkpoint_fits
check: test_what_does_not_fit_is_refused
"""

import torch
from torch import nn


def before_load(net, state, prefix, *rest):
    for name, value in net.adapters.state_dict().items():
        state.setdefault(prefix + "adapters." + name, value)
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
        self.register_load_state_dict_pre_hook(before_load)

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
