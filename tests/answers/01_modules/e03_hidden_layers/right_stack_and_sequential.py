"""An explicit stack instead of recursion, and nn.Sequential inside."""

from torch import nn


def hidden_parameters(net: nn.Module) -> list[nn.Parameter]:
    known = set(map(id, net.parameters()))
    hidden = []
    stack = [net]
    while stack:
        item = stack.pop()
        if id(item) in known:
            continue
        known.add(id(item))
        if isinstance(item, nn.Parameter):
            hidden.append(item)
        elif isinstance(item, nn.Module):
            stack += item.__dict__.values()
        elif isinstance(item, dict):
            stack += item.values()
        elif isinstance(item, (list, tuple)):
            stack += item
    return hidden


class StackedMLP(nn.Module):
    def __init__(self, sizes: list[int]) -> None:
        super().__init__()
        steps = []
        for i in range(len(sizes) - 1):
            steps += [nn.Linear(sizes[i], sizes[i + 1]), nn.ReLU(inplace=True)]
        self.chain = nn.Sequential(*steps[:-1])

    def forward(self, X):
        return self.chain(X)
