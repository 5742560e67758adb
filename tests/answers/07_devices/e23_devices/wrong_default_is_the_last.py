"""Without a number one gets the last GPU, which is idle more often.

misconception: the_default_is_mine
check: test_try_gpu
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=None):
    if i is None:
        i = max(num_gpus() - 1, 0)
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
