"""Thought: from the last module to the first, each gets its flag back by `train`.

misconception: one_training_flag
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
        for module, training in reversed(modes):
            module.train(training)
    if init is not None:
        net.apply(init)
    return net
