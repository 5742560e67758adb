"""`__call__` is taken for the method to write: `forward` is missing, and hooks of the container never run.

misconception: call_is_the_method_to_write
check: test_children_are_called
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

    def __call__(self, X):
        for module in self._modules.values():
            X = module(X)
        return X
