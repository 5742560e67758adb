"""What was read once is kept for the next time.

misconception: a_net_never_changes
check: test_values_are_a_snapshot
"""

KEPT = {}


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    if id(param) not in KEPT:
        KEPT[id(param)] = (param, param.detach().clone())
    return KEPT[id(param)][1].clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
