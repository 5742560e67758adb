"""Every module gets the input of the container, not what the one before it returned.

misconception: every_module_gets_the_input
check: test_chain
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
        Y = X
        for module in self._modules.values():
            Y = module(X)
        return Y
