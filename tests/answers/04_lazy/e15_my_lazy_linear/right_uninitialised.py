"""Unusual: uninitialised Parameters without the mixin; addmm on rows; the rows are put back into shape."""

import torch
from torch import nn
from torch.nn.parameter import UninitializedParameter, is_lazy


class MyLazyLinear(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.weight, self.bias = UninitializedParameter(), UninitializedParameter()

    @torch.no_grad()
    def settle(self, X):
        if is_lazy(self.weight):
            self.weight.materialize((self.units, X.shape[-1]), X.device, X.dtype)
            self.bias.materialize((self.units,), X.device, X.dtype)
            self.weight.normal_(0, 0.01)
            self.bias.uniform_(-1, 1)

    def forward(self, X):
        self.settle(X)
        if X.shape[-1] != self.weight.shape[1]:
            raise ValueError(f"made for width {self.weight.shape[1]}, met width {X.shape[-1]}")
        rows = X.reshape(-1, X.shape[-1])
        return torch.addmm(self.bias, rows, self.weight.mT).reshape(*X.shape[:-1], self.units)

    def _load_from_state_dict(self, state_dict, prefix, *args):
        for name, value in state_dict.items():
            if name == prefix + "weight":
                self.settle(value)
        super()._load_from_state_dict(state_dict, prefix, *args)
