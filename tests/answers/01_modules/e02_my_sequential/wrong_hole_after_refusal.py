"""Names come from a counter, which has moved on when an `append` is refused.

misconception: a_failure_may_leave_traces
check: test_refuses_what_is_no_module
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.next_name = 0
        for module in modules:
            self.append(module)

    def append(self, module):
        name = str(self.next_name)
        self.next_name += 1
        self.add_module(name, module)
        return self

    def __len__(self):
        return len(self._modules)

    def __getitem__(self, index):
        return list(self._modules.values())[index]

    def forward(self, X):
        for module in self._modules.values():
            X = module(X)
        return X
