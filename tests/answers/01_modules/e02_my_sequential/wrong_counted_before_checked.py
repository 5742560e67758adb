"""The slot is counted before the module is checked: after a refusal the container has a hole.

misconception: a_failure_may_leave_traces
check: test_refuses_what_is_no_module
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.slots = 0
        for module in modules:
            self.append(module)

    def append(self, module):
        self.slots += 1
        self.add_module(str(self.slots - 1), module)
        return self

    def __len__(self):
        return self.slots

    def __getitem__(self, index):
        return list(self._modules.values())[index]

    def forward(self, X):
        for module in self._modules.values():
            X = module(X)
        return X
