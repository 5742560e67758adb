"""`gpu` complains about a GPU that does not exist.

misconception: a_name_must_exist
check: test_names
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    if i >= torch.cuda.device_count():
        raise RuntimeError(f"CUDA error: invalid device ordinal {i}")
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
