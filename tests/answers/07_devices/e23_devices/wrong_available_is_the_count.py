"""`is_available()` tells how many there are: one or none.

misconception: one_gpu_or_none
check: test_gpus_are_counted_at_each_call
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return int(torch.cuda.is_available())


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
