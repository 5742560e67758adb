"""A tuple between two modules is taken for a list of arguments.

misconception: a_tuple_is_a_list_of_arguments
check: test_hands_on_what_it_gets
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
        for module in self._modules.values():
            X = module(*X) if isinstance(X, tuple) else module(X)
        return X
