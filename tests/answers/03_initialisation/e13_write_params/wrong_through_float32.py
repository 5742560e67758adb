"""Makes a float32 tensor of whatever comes.

misconception: everything_is_float32
check: test_add_adds_to_every_entry
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(torch.as_tensor(delta, dtype=torch.float32))


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
