"""What is not counted is frozen on the way.

misconception: looking_may_freeze
check: test_looking_changes_nothing
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    total = sum(p.numel() for p in net.parameters() if p.requires_grad or not trainable_only)
    if trainable_only:
        net.requires_grad_(False)
    return total
