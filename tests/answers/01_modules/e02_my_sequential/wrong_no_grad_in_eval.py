"""In evaluation mode gradients are switched off.

misconception: evaluation_needs_no_gradients
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
        with torch.set_grad_enabled(self.training and torch.is_grad_enabled()):
            for module in self._modules.values():
                X = module(X)
        return X
