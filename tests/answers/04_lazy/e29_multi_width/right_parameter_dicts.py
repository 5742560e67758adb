"""Unusual: an adapter is no layer, only a ParameterDict with two entries."""

import torch
from torch import nn
from torch.nn import functional as F


class MultiWidth(nn.Module):
    def __init__(self, trunk, units):
        super().__init__()
        self.trunk, self.units, self.adapters, self.group = trunk, units, nn.ModuleDict(), None

    def announce_to(self, optimizer):
        self.group = optimizer.add_param_group

    def _adapter(self, width, like=None):
        if str(width) not in self.adapters:
            like = torch.empty(0) if like is None else like.detach()
            weight = torch.randn(self.units, width, dtype=like.dtype, device=like.device) / width**0.5
            self.adapters[str(width)] = nn.ParameterDict({"weight": weight, "bias": torch.zeros_like(weight[:, 0])})
            if self.group:
                self.group({"params": list(self.adapters[str(width)].values())})
        return self.adapters[str(width)]

    def forward(self, X):
        adapter = self._adapter(X.shape[-1], X)
        return self.trunk(F.linear(X, adapter["weight"], adapter["bias"]))

    def _load_from_state_dict(self, state_dict, prefix, *others):
        found = [name.split(".")[-2] for name in state_dict if name.startswith(f"{prefix}adapters.")]
        for width in filter(str.isdecimal, found):
            self._adapter(int(width))
        super()._load_from_state_dict(state_dict, prefix, *others)
