"""Unusual: asks each tensor for its shape and takes the exception for an answer; flags are kept by name;
the grad mode is restored by hand."""

from __future__ import annotations

import torch


def has_shape(tensor):
    try:
        tensor.shape
    except (RuntimeError, ValueError):
        return False
    return True


def lazy_names(net):
    names = []
    for tensors in (net.named_buffers, net.named_parameters):
        for name, tensor in tensors(remove_duplicate=False):
            if not has_shape(tensor):
                names.append(name)
    return names


def apply_init(net, inputs, init=None):
    modes = {name: module.training for name, module in net.named_modules()}
    recording = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    try:
        net.eval()(*inputs)
    finally:
        torch.set_grad_enabled(recording)
        for name, module in net.named_modules():
            module.training = modes[name]
    for module in net.modules() if init else ():
        init(module)
    return net
