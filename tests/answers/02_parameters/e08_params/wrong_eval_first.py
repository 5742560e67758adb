"""The net is put into evaluation mode, where nothing can happen to it.

misconception: looking_needs_a_mode
check: test_looking_changes_nothing
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    net.eval()
    return sum(p.numel() for p in net.parameters() if p.requires_grad or not trainable_only)
