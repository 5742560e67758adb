"""The names are sorted as text, where '10' comes before '2'.

misconception: names_sort_like_numbers
check: test_more_than_ten_keep_their_order
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
        return list(self._modules.values())[index]

    def forward(self, X):
        for name in sorted(self._modules):
            X = self._modules[name](X)
        return X
