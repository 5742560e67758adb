"""The last result is kept, to look at it later.

misconception: results_may_be_kept
check: test_a_copy_runs_its_own_modules
"""

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
        for module in self._modules.values():
            X = module(X)
        self.last = X
        return X
