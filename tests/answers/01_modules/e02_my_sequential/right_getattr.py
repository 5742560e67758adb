"""Slots are counted and read as numbered attributes, without a look into `_modules`."""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.slots = 0
        for module in modules:
            self.append(module)

    def append(self, module):
        if not isinstance(module, nn.Module):
            raise TypeError("only modules can be chained")
        setattr(self, str(self.slots), module)
        self.slots += 1
        return self

    def __len__(self):
        return self.slots

    def __getitem__(self, index):
        if not -self.slots <= index < self.slots:
            raise IndexError(index)
        return getattr(self, str(index % self.slots))

    def forward(self, X):
        for index in range(self.slots):
            X = getattr(self, str(index))(X)
        return X
