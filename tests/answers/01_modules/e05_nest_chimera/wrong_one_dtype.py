"""The parts must fit together, so all of them become float32.

misconception: a_new_net_starts_anew
check: test_chimera_ends_in_the_head
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
    return nn.Sequential(NestMLP(num_inputs), nn.Linear(16, 20), head).float()


def get_by_path(net, path):
    for name in path.split(".") if path else []:
        found = [t[name] for t in (net._modules, net._parameters, net._buffers) if name in t]
        net = found[0]
    return net
