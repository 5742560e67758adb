"""The result is given the dtype of X, to be tidy.

misconception: the_result_has_the_type_of_x
check: test_hands_on_what_it_gets
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
        Y = X
        for module in self._modules.values():
            Y = module(Y)
        if isinstance(X, torch.Tensor) and isinstance(Y, torch.Tensor):
            Y = Y.to(X.dtype)
        return Y
