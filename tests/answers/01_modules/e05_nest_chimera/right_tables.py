"""The tables in which a module keeps its parts, by recursion."""

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
    if path == "":
        return net
    name, _, rest = path.partition(".")
    if name in net._modules:
        return get_by_path(net._modules[name], rest)
    if rest:
        raise LookupError(f"no module {name!r}")
    return net._parameters[name] if name in net._parameters else net._buffers[name]
