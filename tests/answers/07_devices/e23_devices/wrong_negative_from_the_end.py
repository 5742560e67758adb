"""-1 is the last GPU, as in a Python list.

misconception: negative_numbers_count_from_the_end
check: test_negative_numbers_name_no_gpu
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    devices = [gpu(k) for k in range(num_gpus())]
    try:
        return devices[i]
    except IndexError:
        return cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
