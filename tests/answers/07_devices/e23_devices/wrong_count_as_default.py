"""The count is a default argument, which is worked out when the file is imported.

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


def try_gpu(i=0, count=torch.cuda.device_count()):
    return gpu(i) if 0 <= i < count else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
