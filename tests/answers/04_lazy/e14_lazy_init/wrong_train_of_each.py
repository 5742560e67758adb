"""Thought: `train(flag)` of every module puts its flag back. It sets those below as well, and one layer stands below two.

misconception: flags_of_some
check: test_every_mode_stays
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
        with torch.no_grad():
            net(*inputs)
    finally:
        for module, training in modes:
            module.train(training)
    if init is not None:
        net.apply(init)
    return net
