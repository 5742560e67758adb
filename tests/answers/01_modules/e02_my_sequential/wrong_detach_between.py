"""Every module gets its input without history: only the last one learns.

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
        for index, module in enumerate(self._modules.values()):
            X = module(X.detach() if index and isinstance(X, torch.Tensor) else X)
        return X
