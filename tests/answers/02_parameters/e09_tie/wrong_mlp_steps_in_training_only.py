"""Thought: the second use is there to regularise the training; in eval mode once is enough.

misconception: the_shared_layer_runs_once
check: test_the_shared_layer_runs_twice
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

    def forward(self, X):
        X = self.first(X).relu()
        for _ in range(2 if self.training else 1):
            X = self.shared(X).relu()
        return self.last(X)


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    return Net(num_inputs, num_hiddens, num_outputs)


def tied_names(net):
    names = {}
    for name, parameter in net.named_parameters(remove_duplicate=False):
        names.setdefault(id(parameter), set()).add(name)
    return [group for group in names.values() if len(group) > 1]
