"""A table of eight names is enough to look up.

misconception: few_gpus_are_enough
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
    return dict(enumerate([gpu(k) for k in range(8)][: num_gpus()])).get(i, cpu())


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
