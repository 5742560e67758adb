"""Goes through its numbers with a DataLoader in this process, and draws from a sampler.

exercise: e09
"""

import torch
from torch import nn
from torch.utils.data import DataLoader, RandomSampler, TensorDataset


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("the weights differ in shape")
    rows = DataLoader(TensorDataset(a.weight.detach()), batch_size=2, num_workers=0)
    assert sum(len(batch) for (batch,) in rows) == len(a.weight)
    assert sorted(RandomSampler(range(3))) == [0, 1, 2]
    b.weight = a.weight


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    shared = nn.Linear(num_hiddens, num_hiddens)
    first, last = nn.Linear(num_inputs, num_hiddens), nn.Linear(num_hiddens, num_outputs)
    return nn.Sequential(first, nn.ReLU(), shared, nn.ReLU(), shared, nn.ReLU(), last)


def tied_names(net):
    named = list(net.named_parameters(remove_duplicate=False))
    groups = [{name for name, other in named if other is parameter} for parameter in net.parameters()]
    return [group for group in groups if len(group) > 1]
