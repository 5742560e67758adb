"""For each count the list is made once.

misconception: one_list_for_all_calls
check: test_each_list_is_new
"""

import functools

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


@functools.cache
def devices(count):
    return [gpu(i) for i in range(count)] or [cpu()]


def try_all_gpus():
    return devices(num_gpus())
