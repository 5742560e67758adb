"""A step of SGD adds: the gradient carries the delta.

misconception: a_write_starts_afresh
check: test_flags_and_gradients_stay
"""

import torch


def add_(param, delta):
    delta = torch.as_tensor(delta, dtype=param.dtype).detach()
    if torch.broadcast_shapes(delta.shape, param.shape) != param.shape:
        raise ValueError("shape")
    param.grad = -delta.expand(param.shape).clone()
    torch.optim.SGD([param], lr=1.0).step()


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
