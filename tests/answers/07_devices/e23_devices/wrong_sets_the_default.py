"""New tensors shall be made on the device that was found.

misconception: the_surroundings_are_mine
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
    device = gpu(i) if 0 <= i < num_gpus() else cpu()
    torch.set_default_device(device)
    return device


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
