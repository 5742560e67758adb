"""The output will be looked at, and that is done on the CPU.

misconception: a_result_lies_where_it_is_handy
check: test_the_tied_mlp_works_where_it_was_moved
"""

import torch
from torch import nn
from torch.nn import functional as F


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("shapes differ")
    b.weight = a.weight


class Net(nn.Module):
    def __init__(self, i, h, o):
        super().__init__()
        self.first, self.shared, self.last = nn.Linear(i, h), nn.Linear(h, h), nn.Linear(h, o)

    def forward(self, X):
        H = F.relu(self.first(X))
        H = F.relu(self.shared(H))
        H = F.relu(self.shared(H))
        return self.last(H).cpu()


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    return Net(num_inputs, num_hiddens, num_outputs)


def tied_names(net):
    groups = {}
    for name, p in net.named_parameters(remove_duplicate=False):
        groups.setdefault(id(p), set()).add(name)
    return [g for g in groups.values() if len(g) > 1]
