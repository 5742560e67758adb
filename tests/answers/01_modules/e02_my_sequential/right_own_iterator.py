"""The container can be iterated over; everything else is told in terms of that."""

from collections.abc import Iterator

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        for index, module in enumerate(modules):
            self.add_module(str(index), module)

    def __iter__(self) -> Iterator[nn.Module]:
        return iter(self._modules.values())

    def __len__(self):
        return sum(1 for _ in self)

    def __getitem__(self, index):
        return tuple(self)[index]

    def append(self, module):
        self.register_module(f"{len(self)}", module)
        return self

    def forward(self, X):
        for module in self:
            X = module(X)
        return X
