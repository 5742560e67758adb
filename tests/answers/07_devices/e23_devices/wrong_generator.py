"""A generator gives the devices one by one.

misconception: any_collection_is_a_list
check: test_try_all_gpus
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    if num_gpus() == 0:
        yield cpu()
    for i in range(num_gpus()):
        yield gpu(i)
