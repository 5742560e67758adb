"""The learner thinks that a container begins a graph of its own; one inside another cuts the chain.

misconception: detach_is_harmless
check: test_gradients
"""

import torch
from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        for module in modules:
            self.append(module)

    def append(self, module):
        if not isinstance(module, nn.Module):
            raise TypeError(f"{module!r} is no module")
        self.add_module(str(len(self)), module)
        return self

    def __len__(self):
        return len(self._modules)

    def __getitem__(self, index):
        return list(self._modules.values())[index]

    def forward(self, X):
        if isinstance(X, torch.Tensor) and len(self) and not X.is_leaf:
            X = X.detach()
        for module in self._modules.values():
            X = module(X)
        return X
