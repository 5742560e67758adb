"""The index is taken for a name: `net[-1]` raises KeyError, and so does an index outside.

misconception: an_index_is_a_name
check: test_slots_by_index
"""

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
        return self._modules[str(index)]

    def forward(self, X):
        for module in self._modules.values():
            X = module(X)
        return X
