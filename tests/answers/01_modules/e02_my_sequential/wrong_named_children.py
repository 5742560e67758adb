"""`named_children()` has the same memory as `children()`: the second slot is never run.

misconception: children_lists_every_slot
check: test_a_repeated_module_runs_each_time
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
        for _, module in self.named_children():
            X = module(X)
        return X
