"""One list as the only argument stands for its items, as in many a constructor.

misconception: a_list_is_many_arguments
check: test_refuses_what_is_no_module
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        if len(modules) == 1 and isinstance(modules[0], (list, tuple)):
            modules = modules[0]
        for module in modules:
            self.append(module)

    def append(self, module):
        if not isinstance(module, nn.Module):
            raise TypeError(f"{module!r} is no module")
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
