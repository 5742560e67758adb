"""Thought: a layer kept in a plain list belongs to the net. It is used, but never learned or saved.

misconception: a_plain_list_registers
check: test_the_tied_mlp_counts_each_number_once
"""

from torch import nn


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("the weights have different shapes")
    b.weight = a.weight


class Net(nn.Module):
    def __init__(self, num_inputs, num_hiddens, num_outputs):
        super().__init__()
        self.first = nn.Linear(num_inputs, num_hiddens)
        self.hidden = [nn.Linear(num_hiddens, num_hiddens)] * 2
        self.last = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        X = self.first(X).relu()
        for layer in self.hidden:
            X = layer(X).relu()
        return self.last(X)


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    return Net(num_inputs, num_hiddens, num_outputs)


def tied_names(net):
    names = {}
    for name, parameter in net.named_parameters(remove_duplicate=False):
        names.setdefault(id(parameter), set()).add(name)
    return [group for group in names.values() if len(group) > 1]
