"""A negative number is an error, of a subclass of ValueError."""

import torch


class NoSuchGPU(ValueError):
    """There is no GPU of that number anywhere."""


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    if i < 0:
        raise NoSuchGPU(f"GPUs are counted from 0, got {i}")
    return gpu(i) if i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
