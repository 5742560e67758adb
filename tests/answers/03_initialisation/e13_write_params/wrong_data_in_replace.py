"""Two functions are careful; `replace_` still takes the short way.

misconception: data_is_the_way_to_write
check: test_a_stale_graph_raises
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
    param.data.copy_(values)
