"""`net[i]` counts through the sorted names: right up to ten slots.

misconception: names_sort_like_numbers
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
        return [module for _, module in sorted(self._modules.items())][index]

    def forward(self, X):
        for module in self._modules.values():
            X = module(X)
        return X
