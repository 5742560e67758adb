"""The chain is put together once, out of lambdas: a deep copy runs the modules of the original.

misconception: a_closure_is_copied_along
check: test_a_copy_runs_its_own_modules
"""

from functools import reduce

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.run = lambda X: reduce(lambda x, module: module(x), self._modules.values(), X)
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
        return self.run(X)
