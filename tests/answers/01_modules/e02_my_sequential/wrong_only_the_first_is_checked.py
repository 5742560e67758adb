"""Only the first argument of the constructor is looked at.

misconception: one_check_is_enough
check: test_refuses_what_is_no_module
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        if modules and not isinstance(modules[0], nn.Module):
            raise TypeError("not a Module")
        for index, module in enumerate(modules):
            setattr(self, str(index), module)

    def append(self, module):
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
