"""Thought: what a checkpoint holds can be used as it is.

misconception: loading_may_share
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
                for part in ("weight", "bias"):
                    there = f"{prefix}adapters.{key}.{part}"
                    if there in state and state[there].shape == getattr(net.adapters[key], part).shape:
                        getattr(net.adapters[key], part).data = state[there]


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
