"""Buffers are added, since they are saved too.

misconception: state_is_parameters
check: test_count_shared_once
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    kept = 0 if trainable_only else sum(b.numel() for b in net.buffers())
    return kept + sum(p.numel() for p in net.parameters() if p.requires_grad or not trainable_only)
