"""One layer and a smaller model of the same class; the detective asks registered children by their own tables."""

from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    visible = {id(p): p for p in net.parameters()}
    seen, result = {}, []

    def visit_all(things):
        for thing in things:
            visit(thing)

    def visit(thing):
        if id(thing) in seen:
            return
        seen[id(thing)] = thing
        match thing:
            case nn.Parameter():
                if id(thing) not in visible:
                    result.append(thing)
            case nn.Module():
                visit_all(thing.parameters(recurse=False))
                visit_all(thing.children())
                visit_all(list(vars(thing).values()))
            case dict():
                visit_all(list(thing.values()))
            case list() | tuple():
                visit_all(thing)

    visit(net)
    return result


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        first, second, *_ = sizes
        self.layer = nn.Linear(first, second)
        self.rest = StackedMLP(sizes[1:]) if len(sizes) > 2 else None

    def forward(self, X):
        X = self.layer(X)
        return X if self.rest is None else self.rest(F.relu(X))
