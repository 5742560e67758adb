"""An assertion is an exception too.

misconception: any_error_will_do
check: test_what_does_not_fit_raises
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    assert values.shape == param.shape, "shapes differ"
    with torch.no_grad():
        param.copy_(values)
