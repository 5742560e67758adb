"""The slots run, but `net[i]` reads a list that was made once: after a replacement it names the old module.

misconception: two_sources_of_truth
check: test_a_replaced_child_runs
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.chain = []
        for module in modules:
            self.append(module)

    def append(self, module):
        self.add_module(str(len(self.chain)), module)
        self.chain.append(module)
        return self

    def __len__(self):
        return len(self._modules)

    def __getitem__(self, index):
        return self.chain[index]

    def forward(self, X):
        for module in self._modules.values():
            X = module(X)
        return X
