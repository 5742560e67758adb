"""Two functions are careful; `add_` still takes the short way.

misconception: data_is_the_way_to_write
check: test_a_stale_graph_raises
"""

import torch


def add_(param, delta):
    param.data.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
