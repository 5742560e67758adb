"""The head runs before the layer.

misconception: the_head_is_a_layer_too_many
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


class Chimera(nn.Sequential):
    def forward(self, X):
        return self[2](self[0](X) @ self[1].weight.T)


def make_chimera(num_inputs, head):
    return Chimera(NestMLP(num_inputs), nn.Linear(16, 20), head)


def get_by_path(net, path):
    found = net
    for name in path.split(".") if path else []:
        found = getattr(found, name)
    return found
