"""Remembers what it has done and does not do it twice.

misconception: a_call_happens_once
check: test_add_adds_to_every_entry
"""

import torch

done = []


def add_(param, delta):
    if any(one is param and other is delta for one, other in done):
        return
    done.append((param, delta))
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
