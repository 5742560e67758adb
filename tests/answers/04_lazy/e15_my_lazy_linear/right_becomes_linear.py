"""Unusual: the mixin and nn.Linear at once; after its first call the layer is an nn.Linear."""

import torch
from torch import nn
from torch.nn.modules.lazy import LazyModuleMixin
from torch.nn.parameter import UninitializedParameter


class MyLazyLinear(LazyModuleMixin, nn.Linear):
    cls_to_become = nn.Linear

    def __init__(self, units):
        super().__init__(0, 0)
        self.out_features = units
        self.weight, self.bias = UninitializedParameter(), UninitializedParameter()

    def reset_parameters(self):
        if not self.has_uninitialized_params() and self.weight.numel():
            super().reset_parameters()

    def initialize_parameters(self, X):
        if self.has_uninitialized_params():
            self.in_features = X.shape[-1]
            with torch.no_grad():
                self.weight.materialize((self.out_features, self.in_features), device=X.device, dtype=X.dtype)
                self.bias.materialize((self.out_features,), device=X.device, dtype=X.dtype)
                self.reset_parameters()

    def _load_from_state_dict(self, state_dict, prefix, *args):
        weight = state_dict.get(prefix + "weight")
        if weight is not None:
            self.initialize_parameters(weight)
        super()._load_from_state_dict(state_dict, prefix, *args)
