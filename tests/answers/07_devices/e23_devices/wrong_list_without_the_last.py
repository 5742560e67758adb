"""The last number is count - 1, where `range` ends.

misconception: the_last_gpu_does_not_count
check: test_try_all_gpus
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus() - 1)] or [cpu()]
