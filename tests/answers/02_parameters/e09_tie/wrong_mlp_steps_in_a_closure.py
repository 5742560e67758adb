"""Thought: forward can be a function made in `__init__`. A deep copy of the net runs the layers of the original.

misconception: a_copy_runs_itself
check: test_every_net_is_its_own
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
        self.shared = nn.Linear(num_hiddens, num_hiddens)
        self.last = nn.Linear(num_hiddens, num_outputs)
        self.steps = lambda X: self.last(self.shared(self.shared(self.first(X).relu()).relu()).relu())

    def forward(self, X):
        return self.steps(X)


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    return Net(num_inputs, num_hiddens, num_outputs)


def tied_names(net):
    names = {}
    for name, parameter in net.named_parameters(remove_duplicate=False):
        names.setdefault(id(parameter), set()).add(name)
    return [group for group in names.values() if len(group) > 1]
