"""Every name is counted.

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
        p.numel() for _, p in net.named_parameters(remove_duplicate=False) if p.requires_grad or not trainable_only
    )
