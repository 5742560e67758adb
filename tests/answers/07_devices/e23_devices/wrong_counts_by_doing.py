"""GPUs are counted by putting a number on one after the other.

misconception: ask_by_doing
check: test_asking_is_not_using
"""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    count = 0
    try:
        while True:
            torch.ones(1, device=f"cuda:{count}")
            count += 1
    except Exception:
        return count


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
