"""The weights are drawn anew on the way in: trained layers forget.

misconception: a_container_initialises
check: test_modules_are_taken_as_they_are
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        for module in modules:
            self.append(module)

    def append(self, module):
        self.add_module(str(len(self)), module)
        if hasattr(module, "reset_parameters"):
            module.reset_parameters()
        return self

    def __len__(self):
        return len(self._modules)

    def __getitem__(self, index):
        return list(self._modules.values())[index]

    def forward(self, X):
        for module in self._modules.values():
            X = module(X)
        return X
