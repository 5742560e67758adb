"""X is copied first, so that a module that works in place does no harm to it.

misconception: the_input_must_be_protected
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
        if len(self) and isinstance(X, torch.Tensor):
            X = X.clone()
        for module in self._modules.values():
            X = module(X)
        return X
