"""The GPU that was asked for becomes the current one.

misconception: the_surroundings_are_mine
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
    torch.cuda.set_device(i)
    return gpu(i)


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
