"""The list of devices is made above the functions.

misconception: hardware_is_fixed
check: test_try_all_gpus
"""

import torch

DEVICES = [torch.device("cuda", i) for i in range(torch.cuda.device_count())] or [torch.device("cpu")]


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return list(DEVICES)
