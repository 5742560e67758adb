"""Repeats are taken out on the way in: a set of modules is not a chain of slots.

misconception: a_module_once_is_enough
check: test_a_repeated_module_runs_each_time
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        for module in dict.fromkeys(modules):
            self.append(module)

    def append(self, module):
        self.add_module(str(len(self)), module)
        return self

    def __len__(self):
        return len(self._modules)

    def __getitem__(self, index):
        return list(self._modules.values())[index]

    def forward(self, X):
        for module in self._modules.values():
            X = module(X)
        return X
