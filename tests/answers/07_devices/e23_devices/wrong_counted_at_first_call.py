"""Counting once is enough: `functools.cache`.

misconception: hardware_is_fixed
check: test_gpus_are_counted_at_each_call
"""

import functools

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


@functools.cache
def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
