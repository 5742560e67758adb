"""`current_device()` is the number of the last GPU, so one more is the count.

misconception: one_gpu_or_none
check: test_gpus_are_counted_at_each_call
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.current_device() + 1 if torch.cuda.is_available() else 0


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
