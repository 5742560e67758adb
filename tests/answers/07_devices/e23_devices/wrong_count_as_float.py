"""A number is a number.

misconception: a_count_is_a_number
check: test_without_gpus
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return float(torch.cuda.device_count())


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(int(num_gpus()))] or [cpu()]
