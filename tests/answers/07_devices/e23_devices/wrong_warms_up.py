"""Whoever asks for a GPU is going to use it, so it is woken up.

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
    if not 0 <= i < num_gpus():
        return cpu()
    torch.ones(8, device=gpu(i)).sum()
    return gpu(i)


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
