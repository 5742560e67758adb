"""A shared parameter is told by its memory.

misconception: equal_numbers_are_one
check: test_count_shared_once
"""


def shapes(net):
    return {name: tuple(parameter.shape) for name, parameter in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(parameter.grad is not None for parameter in net.parameters())


def count(net, trainable_only=False):
    found = {p.data_ptr(): p.numel() for p in net.parameters() if p.requires_grad or not trainable_only}
    return sum(found.values())
