"""The input is copied first, to protect it: an empty container does not return X itself.

misconception: the_input_must_be_protected
check: test_empty_returns_its_input
"""

import torch
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
        X = X.clone() if isinstance(X, torch.Tensor) else X
        for module in self._modules.values():
            X = module(X)
        return X
