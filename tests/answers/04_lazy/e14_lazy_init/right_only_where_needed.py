"""Unusual: no dry run where nothing is lazy; the whole function runs without gradients."""

import torch
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


@torch.no_grad()
def apply_init(net, inputs, init=None):
    if lazy_names(net):
        modes = [module.training for module in net.modules()]
        net.train(False)
        try:
            net(*inputs)
        finally:
            for module, training in zip(net.modules(), modes, strict=True):
                module.training = training
    for module in list(net.modules()) if init is not None else []:
        init(module)
    return net
