"""The way of the book: `.data` gives the numbers, so it is what one writes to.

misconception: data_is_the_way_to_write
check: test_a_stale_graph_raises
"""

import torch


def add_(param, delta):
    param.data += delta


def set_entry_(param, index, value):
    param.data[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError
    param.data[...] = values
