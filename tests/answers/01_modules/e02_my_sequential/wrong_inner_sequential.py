"""All the work is handed to an `nn.Sequential` inside: every name has a prefix.

misconception: registered_means_compatible
check: test_names_as_in_sequential
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.net = nn.Sequential(*modules)

    def append(self, module):
        self.net.append(module)
        return self

    def __len__(self):
        return len(self.net)

    def __getitem__(self, index):
        return self.net[index]

    def forward(self, X):
        return self.net(X)
