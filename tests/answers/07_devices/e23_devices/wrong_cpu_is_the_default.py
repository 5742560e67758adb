"""The default device is the CPU.

misconception: the_default_device_is_the_cpu
check: test_asking_is_not_using
"""

import torch


def cpu():
    return torch.get_default_device()


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
