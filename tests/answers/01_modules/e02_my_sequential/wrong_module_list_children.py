"""A `nn.ModuleList` knows its slots, but `children()` does not list them all.

misconception: children_lists_every_slot
check: test_a_repeated_module_runs_each_time
"""

from torch import nn


class MySequential(nn.ModuleList):
    def __init__(self, *modules):
        super().__init__(modules)

    def forward(self, X):
        for module in self.children():
            X = module(X)
        return X
