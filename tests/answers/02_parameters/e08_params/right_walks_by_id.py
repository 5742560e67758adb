"""A walk through `_parameters` and `_modules`, which remembers what it has met by its id."""


def walk(net, prefix="", met=None):
    met = set() if met is None else met
    for name, param in net._parameters.items():
        if param is not None and id(param) not in met:
            met.add(id(param))
            yield prefix + name, param
    for name, child in net._modules.items():
        if child is not None:
            yield from walk(child, prefix + name + ".", met)


def shapes(net):
    return {name: tuple(param.shape) for name, param in walk(net)}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return not all(param.grad is None for _, param in walk(net))


def count(net, trainable_only=False):
    return sum(len(param.detach().reshape(-1)) for _, param in walk(net) if not trainable_only or param.requires_grad)
