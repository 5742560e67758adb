"""The chain as a recursion over the index of the slot."""

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
        return self._from(0, X)

    def _from(self, index, X):
        if index == len(self):
            return X
        return self._from(index + 1, self[index](X))
