"""An `assert` refuses what is no module, with an exception that nobody asked for.

misconception: any_exception_will_do
check: test_refuses_what_is_no_module
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        for module in modules:
            self.append(module)

    def append(self, module):
        assert isinstance(module, nn.Module)
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
