"""Thought: a shared weight must get its gradient once, so the first use is cut off.

misconception: one_gradient_per_use
check: test_the_tied_mlp_trains_one_shared_layer
"""

import torch
from torch import nn


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("the weights have different shapes")
    b.weight = a.weight


class Net(nn.Module):
    def __init__(self, num_inputs, num_hiddens, num_outputs):
        super().__init__()
        self.first = nn.Linear(num_inputs, num_hiddens)
        self.shared = nn.Linear(num_hiddens, num_hiddens)
        self.last = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        X = torch.relu(self.first(X))
        X = torch.relu(self.shared(X))
        frozen = nn.functional.linear(X, self.shared.weight.detach(), self.shared.bias.detach())
        return self.last(torch.relu(frozen))


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    return Net(num_inputs, num_hiddens, num_outputs)


def tied_names(net):
    names = {}
    for name, parameter in net.named_parameters(remove_duplicate=False):
        names.setdefault(id(parameter), set()).add(name)
    return [group for group in names.values() if len(group) > 1]
