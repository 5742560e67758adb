"""Thought: the grad mode is put back right behind the dry run. An error never gets there.

misconception: grad_mode_is_mine
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
    try:
        recording = torch.is_grad_enabled()
        torch.set_grad_enabled(False)
        net(*inputs)
        torch.set_grad_enabled(recording)
    finally:
        for module, training in modes:
            module.training = training
    if init is not None:
        net.apply(init)
    return net
