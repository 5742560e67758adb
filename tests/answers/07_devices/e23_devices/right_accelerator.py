"""Counted by way of `torch.accelerator`, as far as that is CUDA."""

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    accelerator = torch.accelerator.current_accelerator(check_available=True)
    if accelerator is None or accelerator.type != "cuda":
        return 0
    return torch.accelerator.device_count()


def try_gpu(i=0):
    match i:
        case int() if 0 <= i < num_gpus():
            return gpu(i)
    return cpu()


def try_all_gpus():
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
