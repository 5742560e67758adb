"""The learner lists the modules at the first call; what is appended later never runs.

misconception: an_appended_module_may_wait
check: test_append
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
        if "chain" not in self.__dict__:
            self.__dict__["chain"] = list(self._modules.values())
        for module in self.chain:
            X = module(X)
        return X
