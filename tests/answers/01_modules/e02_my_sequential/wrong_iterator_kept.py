"""An iterator over the slots is kept: after the first call it is empty.

misconception: an_iterator_can_be_read_again
check: test_chain
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
        if not hasattr(self, "slots"):
            object.__setattr__(self, "slots", iter(list(self._modules.values())))
        for module in self.slots:
            X = module(X)
        return X
