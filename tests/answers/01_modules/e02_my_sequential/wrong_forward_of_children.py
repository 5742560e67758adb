"""`module.forward(x)` is taken for `module(x)`: no hook runs, and lazy layers are never built.

misconception: forward_is_the_same_as_calling
check: test_children_are_called
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        for module in modules:
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
            X = module.forward(X)
        return X
