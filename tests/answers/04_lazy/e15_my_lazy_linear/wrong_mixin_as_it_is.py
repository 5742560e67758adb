"""Thought: LazyModuleMixin does the loading, and does it right. It takes the shapes that come.

misconception: any_checkpoint_fits
check: test_what_does_not_fit_is_refused
"""

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.modules.lazy import LazyModuleMixin
from torch.nn.parameter import UninitializedParameter


class MyLazyLinear(LazyModuleMixin, nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.weight = UninitializedParameter()
        self.bias = UninitializedParameter()

    def initialize_parameters(self, X):
        if self.has_uninitialized_params():
            with torch.no_grad():
                self.weight.materialize((self.units, X.shape[-1]), dtype=X.dtype, device=X.device)
                self.bias.materialize((self.units,), dtype=X.dtype, device=X.device)
                self.weight.normal_()
                self.bias.zero_()

    def forward(self, X):
        return F.linear(X, self.weight, self.bias)
