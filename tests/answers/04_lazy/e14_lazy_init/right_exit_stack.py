"""Unusual: an ExitStack with one callback for each module; sorted names by type name."""

import contextlib

import torch
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    found = {name for name, p in net.named_parameters() if type(p).__name__ == "UninitializedParameter"}
    found |= {name for name, b in net.named_buffers() if type(b).__name__ == "UninitializedBuffer"}
    return sorted(found, reverse=True)


def apply_init(net, inputs, init=None):
    with contextlib.ExitStack() as stack:
        for module in net.modules():
            stack.callback(setattr, module, "training", module.training)
            module.training = False
        stack.enter_context(torch.set_grad_enabled(False))
        net(*inputs)
    net.apply(init or (lambda module: None))
    return net
