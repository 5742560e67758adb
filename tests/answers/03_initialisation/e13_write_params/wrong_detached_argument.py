"""Asks the argument to be free of gradients.

misconception: arguments_ask_for_nothing
check: test_flags_and_gradients_stay
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError("shape")
    array = values.numpy()
    with torch.no_grad():
        param.copy_(torch.from_numpy(array))
