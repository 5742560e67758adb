"""Inference mode instead of no_grad: the parameter was made outside, so its writes are counted."""

import torch


def add_(param, delta):
    with torch.inference_mode():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.inference_mode():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.inference_mode():
        param.copy_(values)
