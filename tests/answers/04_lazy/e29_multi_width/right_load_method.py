"""Unusual: takes its part of a checkpoint by overriding the inner method of loading; the rest is forbidden there."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn


class Adapter(nn.Module):
    """No nn.Linear: two Parameters and a product."""

    def __init__(self, width, units, **like):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(units, **like), requires_grad=True)
        self.weight = nn.Parameter(nn.init.xavier_normal_(torch.empty(units, width, **like)), requires_grad=True)

    def forward(self, X):
        return torch.einsum("...i,oi->...o", X, self.weight).add(self.bias)


class MultiWidth(nn.Module):
    def __init__(self, trunk: nn.Module, units: int):
        super().__init__()
        self.units = units
        self.adapters = nn.ModuleDict({})
        self.add_module("trunk", trunk)
        self.told = lambda adapter: None

    def announce_to(self, optimizer):
        self.told = lambda adapter: optimizer.add_param_group(dict(params=[adapter.bias, adapter.weight]))

    def forward(self, X):
        *_, width = X.size()
        if f"{width}" not in self.adapters.keys():
            self.adapters.add_module(f"{width}", Adapter(width, self.units, dtype=X.dtype, device=X.device))
            self.told(self.adapters[f"{width}"])
        return self.trunk(self.adapters[f"{width}"](X))

    def _load_from_state_dict(self, state_dict, prefix, *others):
        there = len(prefix.split("."))
        for name in [name for name in state_dict if name.startswith(prefix + "adapters.")]:
            width = name.split(".")[there]
            if width not in self.adapters and width.isnumeric():
                self.adapters[width] = Adapter(int(width), self.units)
                self.told(self.adapters[width])
        return super()._load_from_state_dict(state_dict, prefix, *others)
