"""`modules()` walks through the whole tree: inner containers run, and so do their parts once more.

misconception: modules_lists_the_slots
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
        for module in self.modules():
            if module is not self:
                X = module(X)
        return X
