"""`gpu(i)` is tried, and whether it exists shows when it is used.

misconception: count_is_last_index
check: test_without_gpus
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    try:
        return gpu(i)
    except RuntimeError:
        return cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
