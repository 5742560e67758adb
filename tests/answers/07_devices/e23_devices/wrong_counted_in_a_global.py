"""The count is kept in a global variable once it is known.

misconception: hardware_is_fixed
check: test_gpus_are_counted_at_each_call
"""

import torch

_count = None


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    global _count
    if _count is None:
        _count = torch.cuda.device_count()
    return _count


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
