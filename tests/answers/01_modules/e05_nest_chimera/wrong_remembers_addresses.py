"""Finds are kept by their address.

misconception: addresses_may_be_remembered
check: test_looks_afresh
"""

import functools

from torch import nn


class NestMLP(nn.Module):
    def __init__(self, num_inputs):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(num_inputs, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.linear = nn.Linear(32, 16)

    def forward(self, X):
        return self.linear(self.net(X))


def make_chimera(num_inputs, head):
    return nn.Sequential(NestMLP(num_inputs), nn.Linear(16, 20), head)


@functools.lru_cache(maxsize=1)
def names(path):
    return path.split(".") if path else []


def get_by_path(net, path, found={}):
    key = (path, len(list(net.modules())), tuple(tuple(p.shape) for p in net.parameters()))
    if key not in found:
        found[key] = functools.reduce(getattr, names(path), net)
    return found[key]
