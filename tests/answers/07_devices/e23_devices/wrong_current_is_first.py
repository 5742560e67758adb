"""The GPU that is meant is the current one.

misconception: the_first_is_the_current_one
check: test_asking_is_not_using
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    if not 0 <= i < num_gpus():
        return cpu()
    return torch.device("cuda", torch.cuda.current_device()) if i == 0 else gpu(i)


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
