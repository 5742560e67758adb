"""Writes through numpy, which shares the memory but counts no versions.

misconception: data_is_the_way_to_write
check: test_a_stale_graph_raises
"""

import numpy as np
import torch


def add_(param, delta):
    array = param.detach().numpy()
    np.copyto(array, (param.detach() + delta).detach().numpy(), casting="same_kind")


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
