"""A shared parameter is told by its memory.

misconception: equal_numbers_are_one
check: test_shapes_of_parameters_once
"""


def shapes(net):
    found, seen = {}, set()
    for name, parameter in net.named_parameters():
        if parameter.data_ptr() not in seen:
            found[name] = tuple(parameter.shape)
        seen.add(parameter.data_ptr())
    return found


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(parameter.grad is not None for parameter in net.parameters())


def count(net, trainable_only=False):
    return sum(p.numel() for p in net.parameters() if p.requires_grad or not trainable_only)
