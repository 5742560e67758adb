"""The number is returned as it would be printed.

misconception: a_count_is_a_number
check: test_gpus_are_counted_at_each_call
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return str(torch.cuda.device_count())


def try_gpu(i=0):
    return gpu(i) if 0 <= i < int(num_gpus()) else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(int(num_gpus()))] or [cpu()]
