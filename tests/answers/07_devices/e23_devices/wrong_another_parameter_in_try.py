"""The parameter is called `n`.

misconception: names_of_parameters_are_mine
check: test_try_gpu
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(n=0):
    return gpu(n) if 0 <= n < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
