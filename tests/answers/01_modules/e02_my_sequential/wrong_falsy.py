"""`if module` skips a slot that is None, and every module whose length is 0 with it.

misconception: truth_tells_what_is_there
check: test_hands_on_what_it_gets
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
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
            if module:
                X = module(X)
        return X
