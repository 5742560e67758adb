"""Thought: an `nn.Linear` made in `forward` is the same thing.

misconception: names_are_free
check: test_the_first_call_settles_the_shapes
"""

from torch import nn


class MyLazyLinear(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.linear = None

    def forward(self, X):
        if self.linear is None:
            self.linear = nn.Linear(X.shape[-1], self.units, dtype=X.dtype)
        return self.linear(X)
