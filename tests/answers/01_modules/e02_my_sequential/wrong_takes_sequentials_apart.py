"""An `nn.Sequential` is only a list of modules: each of them gets a slot.

misconception: containers_dissolve
check: test_names_as_in_sequential
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        for module in modules:
            self.append(module)

    def append(self, module):
        if type(module) is nn.Sequential:
            for part in module:
                self.append(part)
            return self
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
