"""`i + 1` and `<` are both used against counting from 0.

misconception: the_last_gpu_does_not_count
check: test_try_gpu
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i and i + 1 < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
