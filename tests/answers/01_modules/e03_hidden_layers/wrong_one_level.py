"""Lists, tuples and dicts are searched, but not those inside them.

misconception: hidden_means_on_top
check: test_every_container_is_searched
"""

from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    visible = {id(p) for p in net.parameters()}
    found = {}
    for module in net.modules():
        for value in vars(module).values():
            items = (
                value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else [value]
            )
            for item in items:
                inside = item.parameters() if isinstance(item, nn.Module) else [item]
                for p in inside:
                    if isinstance(p, nn.Parameter) and id(p) not in visible:
                        found[id(p)] = p
    return list(found.values())


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, X):
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        return self.layers[-1](X)
