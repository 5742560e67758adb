"""The device is chosen in the default argument.

misconception: hardware_is_fixed
check: test_try_gpu
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0, first=gpu(0) if torch.cuda.is_available() else cpu()):
    return first if i == 0 else gpu(i) if 0 < i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
