"""The result for an input is remembered: after the weights change, the old one comes back.

misconception: results_may_be_remembered
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
        seen, result = self.__dict__.get("last", (None, None))
        if seen is X:
            return result
        result = X
        for module in self._modules.values():
            result = module(result)
        self.__dict__["last"] = (X, result)
        return result
