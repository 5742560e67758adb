"""Goes into every object that has a `__dict__`, which is more than is asked; the net is a Sequential itself."""

from torch import nn


def hidden_parameters(net):
    visible = {id(p) for p in net.parameters()}
    found, seen = [], set()

    def walk(thing):
        if id(thing) in seen:
            return
        seen.add(id(thing))
        if isinstance(thing, nn.Parameter):
            if id(thing) not in visible:
                found.append(thing)
        elif hasattr(thing, "__dict__") and not isinstance(thing, (type, dict, list, tuple)):
            walk(vars(thing))
        elif isinstance(thing, dict):
            for value in thing.values():
                walk(value)
        elif isinstance(thing, (list, tuple)):
            for value in thing:
                walk(value)

    walk(net)
    return found


class StackedMLP(nn.Sequential):
    def __init__(self, sizes):
        pairs = list(zip(sizes, sizes[1:]))
        layers = [nn.Linear(*pairs.pop(0))]
        for a, b in pairs:
            layers += [nn.ReLU(), nn.Linear(a, b)]
        super().__init__(*layers)
