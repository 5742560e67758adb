"""The other way round: `try_all_gpus` counts, and `try_gpu` looks into its list; a string is parsed."""

import itertools

import torch


def cpu():
    return torch.device("cpu")


def gpu(i=0):
    return torch.device("cuda", i)


def num_gpus():
    return torch.cuda.device_count()


def try_gpu(i=0):
    wanted = torch.device("cuda:" + str(abs(i)))
    return wanted if i >= 0 and wanted in try_all_gpus() else cpu()


def try_all_gpus():
    found = list(itertools.islice((gpu(i) for i in itertools.count()), num_gpus()))
    if not found:
        found.append(cpu())
    return found
