"""Thought: when the dry run fails, what it settled is initialised, and the old values are put back after that.

misconception: init_after_an_error
check: test_errors_leave_no_trace
"""

import torch
from torch.nn.parameter import is_lazy


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if is_lazy(tensor)]


def apply_init(net, inputs, init=None):
    old = [(p, p.detach().clone()) for p in net.parameters() if not is_lazy(p)]
    modes = [(module, module.training) for module in net.modules()]
    net.eval()
    try:
        with torch.no_grad():
            net(*inputs)
    except Exception:
        if init is not None:
            net.apply(init)
            for parameter, value in old:
                parameter.data.copy_(value)
        raise
    finally:
        for module, training in modes:
            module.training = training
    if init is not None:
        net.apply(init)
    return net
