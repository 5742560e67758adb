"""Whether there is a GPU shows when something is put on it.

misconception: ask_by_doing
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
    if i < 0:
        return cpu()
    try:
        torch.zeros(1, device=gpu(i))
    except (RuntimeError, AssertionError):
        return cpu()
    return gpu(i)


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
