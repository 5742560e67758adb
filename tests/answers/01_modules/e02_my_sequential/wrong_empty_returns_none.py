"""The result is set inside the loop: without slots there is none.

misconception: there_is_always_a_module
check: test_empty_returns_its_input
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
        result = None
        for index, module in enumerate(self._modules.values()):
            result = module(result if index else X)
        return result
