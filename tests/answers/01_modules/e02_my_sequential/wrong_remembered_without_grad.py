"""Without gradients the last result is kept: the same X needs no second run.

misconception: results_may_be_remembered
check: test_chain
"""

import torch
from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.last = None
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
        if torch.is_grad_enabled():
            return self.run(X)
        if self.last is None or self.last[0] is not X:
            self.last = X, self.run(X)
        return self.last[1]

    def run(self, X):
        for module in self._modules.values():
            X = module(X)
        return X
