"""What is added has the shape of what it is added to.

misconception: a_delta_has_the_parameters_shape
check: test_add_adds_to_every_entry
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        if isinstance(delta, torch.Tensor) and delta.shape != param.shape:
            raise ValueError(f"a delta of shape {tuple(delta.shape)}")
        param += delta


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if param.shape != values.shape:
        raise ValueError(f"values of shape {tuple(values.shape)} for a Parameter of shape {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
