"""The list of slots is a class attribute: all containers share it.

misconception: class_attribute_belongs_to_the_object
check: test_chain
"""

from torch import nn


class MySequential(nn.Module):
    chain = []

    def __init__(self, *modules):
        super().__init__()
        for module in modules:
            self.append(module)

    def append(self, module):
        self.add_module(str(len(self)), module)
        self.chain.append(module)
        return self

    def __len__(self):
        return len(self._modules)

    def __getitem__(self, index):
        return list(self._modules.values())[index]

    def forward(self, X):
        for module in self.chain:
            X = module(X)
        return X
