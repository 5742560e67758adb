"""The functions are lambdas, `functools.cache` keeps the names but not the count."""

import functools

import torch


cpu = functools.partial(torch.device, "cpu")


@functools.cache
def gpu(i=0):
    return torch.device("cuda", i)


num_gpus = lambda: torch.cuda.device_count()  # noqa: E731


def try_gpu(i=0):
    return gpu(i) if 0 <= i < num_gpus() else cpu()


def try_all_gpus():
    return [try_gpu(i) for i in range(max(1, num_gpus()))]
