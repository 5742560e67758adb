"""The gradients are set to zero after the look.

misconception: looking_may_clear
check: test_looking_changes_nothing
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    found = False
    for p in net.parameters():
        if p.grad is not None:
            found = True
            p.grad.zero_()
    return found


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
