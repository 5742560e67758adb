"""Takes the steps out of the list, one by one.

misconception: arguments_are_mine
check: test_leaves_things_alone
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        if isinstance(index, list):
            steps = []
            while index:
                steps.insert(0, index.pop())
            param[steps] = value
        else:
            param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
