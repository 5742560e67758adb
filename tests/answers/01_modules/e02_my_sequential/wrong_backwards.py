"""Mathematicians write f(g(x)) and begin at the right; the container does too.

misconception: composition_starts_at_the_end
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
        for module in reversed(self._modules.values()):
            X = module(X)
        return X
