"""The state is asked for gradients: it has the numbers only.

misconception: all_or_nothing
check: test_has_grad
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(tensor.grad is not None for tensor in net.state_dict().values())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
