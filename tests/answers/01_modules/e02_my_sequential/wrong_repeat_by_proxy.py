"""A repeated module gets a stand-in that hides it, so that its weights are not there twice.

misconception: a_repeat_need_not_be_saved
check: test_names_as_in_sequential
"""

from torch import nn


class Again(nn.Module):
    def __init__(self, module):
        super().__init__()
        self.hidden = (module,)

    def forward(self, X):
        return self.hidden[0](X)


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        for module in modules:
            self.append(module)

    def append(self, module):
        if any(module is other for other in self._modules.values()):
            module = Again(module)
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
