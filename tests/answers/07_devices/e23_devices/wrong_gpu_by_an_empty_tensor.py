""" "cuda" gets its number from an empty tensor, as far as there are GPUs.

misconception: the_first_is_the_current_one
check: test_asking_is_not_using
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    if i == 0 and torch.cuda.is_available():
        return torch.empty(0, device="cuda").device
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
