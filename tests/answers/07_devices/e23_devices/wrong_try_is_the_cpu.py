"""What runs on the CPU runs everywhere.

misconception: no_machine_has_a_gpu
check: test_devices_can_be_used
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
