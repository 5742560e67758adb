"""Unusual: torch's own way, LazyModuleMixin with uninitialised Parameters that get their shape in place."""

import torch
from torch import nn
from torch.nn.modules.lazy import LazyModuleMixin
from torch.nn.parameter import UninitializedParameter


class MyLazyLinear(LazyModuleMixin, nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.weight = UninitializedParameter()
        self.bias = UninitializedParameter()

    def initialize_parameters(self, X):
        if not self.has_uninitialized_params():
            return
        with torch.no_grad():
            self.weight.materialize((self.units, X.shape[-1]), dtype=X.dtype, device=X.device)
            self.bias.materialize((self.units,), dtype=X.dtype, device=X.device)
            nn.init.kaiming_uniform_(self.weight)
            nn.init.zeros_(self.bias)

    def _load_from_state_dict(self, state_dict, prefix, *args):
        if prefix + "weight" in state_dict:
            self.initialize_parameters(state_dict[prefix + "weight"])
        super()._load_from_state_dict(state_dict, prefix, *args)

    def forward(self, X):
        return X @ self.weight.T + self.bias
