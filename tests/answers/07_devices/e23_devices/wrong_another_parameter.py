"""The parameter is called `index`.

misconception: names_of_parameters_are_mine
check: test_names
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(index=0):
    return torch.device("cuda", index)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
