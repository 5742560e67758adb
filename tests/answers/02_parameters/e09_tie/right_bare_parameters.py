"""Unusual: the net has no layers at all but bare Parameters and `F.linear`, and the names are the
difference between all names and the first ones.
"""

import torch
from torch import nn
from torch.nn import functional as F


def tie_weights(a, b):
    if a.weight.shape == b.weight.shape:
        b.register_parameter("weight", a.weight)
    else:
        raise ValueError(a.weight.shape, b.weight.shape)


class Tied(nn.Module):
    def __init__(self, *sizes):
        super().__init__()
        pairs = list(zip(sizes[:-1], sizes[1:]))
        self.weights = nn.ParameterList([torch.randn(m, n) / n for n, m in pairs])
        self.biases = nn.ParameterList([torch.randn(m) for n, m in pairs])

    def forward(self, X):
        for step in (0, 1, 1, 2):
            X = F.linear(X, self.weights[step], self.biases[step])
            if step < 2:
                X = X.clamp(min=0)
        return X


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    return Tied(num_inputs, num_hiddens, num_hiddens, num_outputs)


def tied_names(net):
    groups = {id(parameter): {name} for name, parameter in net.named_parameters()}
    for name, parameter in net.named_parameters(remove_duplicate=False):
        groups[id(parameter)] |= {name}
    return [group for group in groups.values() if len(group) != 1]
