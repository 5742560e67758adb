"""Unusual: checks and copies a checkpoint itself and reports errors in torch's lists; a product and a sum instead
of a matrix product."""

import torch
from torch import nn


class MyLazyLinear(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units, self.weight, self.bias = units, None, None

    def make(self, width, dtype, device):
        values = torch.empty(self.units, width, dtype=dtype, device=device).normal_() / width
        self.weight = nn.Parameter(values)
        self.bias = nn.Parameter(values.new_zeros(self.units))

    def forward(self, X):
        if self.weight is None:
            self.make(X.shape[-1], X.dtype, X.device)
        if X.shape[-1] != self.weight.shape[-1]:
            raise RuntimeError("another width")
        return (X[..., None, :] * self.weight).sum(dim=-1) + self.bias

    def _load_from_state_dict(self, state_dict, prefix, metadata, strict, missing, unexpected, errors):
        given = {name: state_dict.get(prefix + name) for name in ("weight", "bias")}
        for name in state_dict:
            if name.startswith(prefix) and name[len(prefix) :] not in given:
                unexpected.append(name)
        lacking = [prefix + name for name, value in given.items() if value is None]
        if lacking:
            missing.extend(lacking)
            return
        weight, bias = given["weight"], given["bias"]
        width = weight.shape[-1] if self.weight is None else self.weight.shape[-1]
        if tuple(weight.shape) != (self.units, width) or tuple(bias.shape) != (self.units,):
            errors.append("the shapes do not fit")
            return
        if self.weight is None:
            self.make(width, weight.dtype, weight.device)
        with torch.no_grad():
            self.weight.copy_(weight)
            self.bias.copy_(bias)
