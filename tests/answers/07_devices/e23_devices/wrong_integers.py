"""An integer means a CUDA device, so the number itself will do.

misconception: a_string_is_a_device
check: test_names
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return i


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
