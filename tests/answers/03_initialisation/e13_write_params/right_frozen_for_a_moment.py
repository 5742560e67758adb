"""Takes requires_grad away for a moment and gives back what was there, whatever happens."""

import torch


from contextlib import contextmanager


@contextmanager
def frozen(param):
    before = param.requires_grad
    param.requires_grad_(False)
    try:
        yield param.detach()
    finally:
        param.requires_grad_(before)


def add_(param, delta):
    with frozen(param) as p:
        p += delta.detach() if isinstance(delta, torch.Tensor) else delta


def set_entry_(param, index, value):
    if isinstance(value, torch.Tensor):
        value = value.detach()
    with frozen(param) as p:
        p[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError("shape")
    with frozen(param) as p:
        p.copy_(values.detach())
