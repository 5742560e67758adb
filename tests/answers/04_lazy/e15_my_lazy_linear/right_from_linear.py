"""Unusual: a subclass of nn.Linear that forgets its shapes until it is called."""

from torch import nn


class MyLazyLinear(nn.Linear):
    def __init__(self, units):
        nn.Module.__init__(self)
        self.in_features, self.out_features = None, units
        for name in ("bias", "weight"):
            self.register_parameter(name, None)

    def settle(self, width, dtype, device):
        if self.in_features is None:
            ready = nn.Linear(width, self.out_features, dtype=dtype, device=device)
            self.in_features, self.weight, self.bias = width, ready.weight, ready.bias

    def forward(self, X):
        self.settle(X.size(-1), X.dtype, X.device)
        return super().forward(X)

    def _load_from_state_dict(self, state_dict, prefix, *args, **kwargs):
        weight = state_dict.get(prefix + "weight")
        if weight is not None and weight.dim() == 2:
            self.settle(weight.size(1), weight.dtype, weight.device)
        super()._load_from_state_dict(state_dict, prefix, *args, **kwargs)
