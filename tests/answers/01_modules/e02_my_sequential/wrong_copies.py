"""The modules are copied on the way in: the caller's own are not those that run, and a shared one is torn
apart.

misconception: taking_in_means_copying
check: test_slots_by_index
"""

import copy

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        for module in modules:
            self.append(module)

    def append(self, module):
        self.add_module(str(len(self)), copy.deepcopy(module))
        return self

    def __len__(self):
        return len(self._modules)

    def __getitem__(self, index):
        return list(self._modules.values())[index]

    def forward(self, X):
        for module in self._modules.values():
            X = module(X)
        return X
