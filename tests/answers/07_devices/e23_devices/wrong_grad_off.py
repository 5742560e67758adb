"""Gradients are not needed here, so they are switched off.

misconception: the_surroundings_are_mine
check: test_asking_is_not_using
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    torch.set_grad_enabled(False)
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
