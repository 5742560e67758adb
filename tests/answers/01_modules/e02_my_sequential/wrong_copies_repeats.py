"""A repeated module is copied, so that `children()` lists it: it has weights of its own then.

misconception: sharing_means_equal_values
check: test_a_shared_layer_is_one_layer
"""

import copy

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        for module in modules:
            self.append(module)

    def append(self, module):
        if any(module is child for child in self.children()):
            module = copy.deepcopy(module)
        self.add_module(str(len(self)), module)
        return self

    def __len__(self):
        return len(self._modules)

    def __getitem__(self, index):
        return list(self._modules.values())[index]

    def forward(self, X):
        for module in self._modules.values():
            X = module(X)
        return X
