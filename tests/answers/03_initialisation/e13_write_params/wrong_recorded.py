"""Lets autograd record the write on a stand-in and puts that into the parameter.

misconception: a_write_is_recorded
check: test_flags_and_gradients_stay
"""

import torch


def add_(param, delta):
    new = param.detach() + delta
    with torch.no_grad():
        param.copy_(new)
    if isinstance(delta, torch.Tensor) and delta.requires_grad and param.requires_grad:
        param.register_hook(lambda grad: delta.backward(grad.expand_as(delta)) if delta.shape == grad.shape else None)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
