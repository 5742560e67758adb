"""Shared parts are listed with duplicates; of buffers there is no need to think.

misconception: every_name_is_listed
check: test_a_shared_part_has_several_addresses
"""

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


def get_by_path(net, path):
    everything = dict(net.named_modules(remove_duplicate=False))
    everything |= dict(net.named_parameters(remove_duplicate=False)) | dict(net.named_buffers())
    return everything[path]
