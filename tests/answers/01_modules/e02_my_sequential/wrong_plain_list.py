"""A plain list registers nothing: an optimiser would find nothing to train.

misconception: plain_list_registers
check: test_names_as_in_sequential
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.mods = []
        for module in modules:
            self.append(module)

    def append(self, module):
        if not isinstance(module, nn.Module):
            raise TypeError(f"not a Module: {module!r}")
        self.mods.append(module)
        return self

    def __len__(self):
        return len(self.mods)

    def __getitem__(self, index):
        return self.mods[index]

    def forward(self, X):
        for module in self.mods:
            X = module(X)
        return X
