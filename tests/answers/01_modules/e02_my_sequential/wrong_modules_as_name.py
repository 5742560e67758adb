"""`modules` is already a method of every Module: the new attribute is registered and can never be read.

misconception: any_name_is_free
check: test_chain
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules = nn.ModuleList(modules)

    def append(self, module):
        self.modules.append(module)
        return self

    def __len__(self):
        return len(self.modules)

    def __getitem__(self, index):
        return self.modules[index]

    def forward(self, X):
        for module in self.modules:
            X = module(X)
        return X
