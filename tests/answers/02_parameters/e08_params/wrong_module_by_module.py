"""The modules are counted one by one: a weight tied by hand is counted twice.

misconception: every_name_is_a_parameter
check: test_count_shared_once
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(
        p.numel() for m in net.modules() for p in m.parameters(recurse=False) if p.requires_grad or not trainable_only
    )
