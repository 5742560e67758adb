"""The names are made once, as constants; only the count is asked each time."""

import torch

CPU = torch.device("cpu")
GPUS = [torch.device("cuda", i) for i in range(128)]


def cpu():
    return CPU


def gpu(i=0):
    return GPUS[i]


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    if i < 0:
        raise ValueError(i)
    return (GPUS[: num_gpus()] + [CPU] * (i + 1))[i]


def try_all_gpus():
    return GPUS[: num_gpus()] or [CPU]
