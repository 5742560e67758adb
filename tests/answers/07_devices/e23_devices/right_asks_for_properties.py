"""Whether there is a GPU is asked by looking up its properties, which puts nothing on it."""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    count = 0
    while exists(count):
        count += 1
    return count


def exists(i):
    if not torch.cuda.is_available():
        return False
    try:
        torch.cuda.get_device_properties(i)
    except AssertionError:
        return False
    return True


def try_gpu(i=0):
    return gpu(i) if exists(i) else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
