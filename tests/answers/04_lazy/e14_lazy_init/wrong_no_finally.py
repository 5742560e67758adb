"""Thought: dry runs succeed.

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
    net.eval()
    with torch.no_grad():
        net(*inputs)
    for module, training in modes:
        module.training = training
    if init is not None:
        net.apply(init)
    return net
