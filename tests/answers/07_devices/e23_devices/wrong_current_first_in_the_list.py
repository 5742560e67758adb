"""The list begins with the GPU that is in use.

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
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    if num_gpus() == 0:
        return [cpu()]
    current = torch.cuda.current_device()
    return [gpu((current + i) % num_gpus()) for i in range(num_gpus())]
