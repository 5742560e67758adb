"""torch has a function for it, so it must be right.

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
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    torch.nn.utils.vector_to_parameters(values.detach().to(param.dtype).reshape(-1), [param])
