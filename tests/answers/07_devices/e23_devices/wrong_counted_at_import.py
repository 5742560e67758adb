"""The number of GPUs is a constant of the machine.

misconception: hardware_is_fixed
check: test_gpus_are_counted_at_each_call
"""

import torch

NUM_GPUS = torch.cuda.device_count()


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return NUM_GPUS


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
