"""Thought: what goes wrong in a net is a RuntimeError.

misconception: dry_runs_succeed
check: test_errors_leave_no_trace
"""

import torch
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


def apply_init(net, inputs, init=None):
    modes = [(module, module.training) for module in net.modules()]

    def put_back():
        for module, training in modes:
            module.training = training

    net.eval()
    try:
        with torch.no_grad():
            net(*inputs)
    except RuntimeError:
        put_back()
        raise
    put_back()
    if init is not None:
        net.apply(init)
    return net
