"""An assertion looks after negative numbers.

misconception: any_exception_will_do
check: test_negative_numbers_name_no_gpu
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    assert i >= 0
    return gpu(i) if i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
