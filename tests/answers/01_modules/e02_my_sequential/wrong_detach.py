"""The input is cut off from its history before the chain begins.

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
        self.add_module(str(len(self)), module)
        return self

    def __len__(self):
        return len(self._modules)

    def __getitem__(self, index):
        return list(self._modules.values())[index]

    def forward(self, X):
        X = X.detach() if isinstance(X, torch.Tensor) and len(self) else X
        for module in self._modules.values():
            X = module(X)
        return X
