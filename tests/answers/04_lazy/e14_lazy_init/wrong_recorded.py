"""Thought: eval mode records nothing.

misconception: the_dry_run_is_recorded
check: test_nothing_is_recorded
"""

from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


def apply_init(net, inputs, init=None):
    modes = [(module, module.training) for module in net.modules()]
    net.eval()
    try:
        net(*inputs)
    finally:
        for module, training in modes:
            module.training = training
    if init is not None:
        net.apply(init)
    return net
