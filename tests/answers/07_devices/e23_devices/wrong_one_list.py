"""The list is kept and filled anew at each call.

misconception: one_list_for_all_calls
check: test_each_list_is_new
"""

import torch

devices = []


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    devices.clear()
    devices.extend(gpu(i) for i in range(num_gpus()))
    if not devices:
        devices.append(cpu())
    return devices
