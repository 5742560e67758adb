"""The count is the number of the last one.

misconception: count_is_last_index
check: test_gpus_are_counted_at_each_call
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return max(torch.cuda.device_count() - 1, 0)


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
