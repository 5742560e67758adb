"""Unusual: recursion over the children for the modes and for the names, a try around `shape`."""

import torch


def waits(tensor):
    try:
        return tensor.shape is None
    except RuntimeError:
        return True


def lazy_names(net, prefix=""):
    own = {**net._parameters, **net._buffers}
    names = [prefix + name for name, tensor in own.items() if tensor is not None and waits(tensor)]
    return sum((lazy_names(child, f"{prefix}{name}.") for name, child in net.named_children()), names)


def quietly(modules, run):
    if not modules:
        with torch.no_grad():
            return run()
    first, *rest = modules
    training, first.training = first.training, False
    try:
        return quietly(rest, run)
    finally:
        first.training = training


def apply_init(net, inputs, init=None):
    quietly([*net.modules()], lambda: net(*inputs))
    if init is not None:
        for module in net.modules():
            init(module)
    return net
