"""A plain list takes the place of the method `modules`: whoever calls it finds a list.

misconception: any_name_is_free
check: test_reaches_its_children
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.modules = []
        for module in modules:
            self.append(module)

    def append(self, module):
        self.add_module(str(len(self.modules)), module)
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
