"""A parameter can be cloned like any tensor while it is frozen, and is made trainable again.

misconception: every_parameter_can_require_grad
check: test_values_are_those_of_the_parameter
"""


def shapes(net):
    return {name: tuple(parameter.shape) for name, parameter in net.named_parameters()}


def values(param):
    param.requires_grad_(False)
    kept = param.clone()
    param.requires_grad_(True)
    return kept.data


def has_grad(net):
    return any(parameter.grad is not None for parameter in net.parameters())


def count(net, trainable_only=False):
    return sum(p.numel() for p in net.parameters() if p.requires_grad or not trainable_only)
