"""Everything behind the batch is flattened first, as for a picture.

misconception: input_is_always_a_matrix
check: test_chain
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
        if isinstance(X, torch.Tensor) and X.dim() > 2:
            X = X.flatten(1)
        for module in self._modules.values():
            X = module(X)
        return X
