"""Nothing must happen while one looks, so the net is put into evaluation mode.

misconception: looking_may_set_the_mode
check: test_leaves_things_alone
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
    net.eval()
    for name in path.split(".") if path else []:
        found = [t[name] for t in (net._modules, net._parameters, net._buffers) if name in t]
        net = found[0]
    return net
