"""Adds a suffix to be tidy.

misconception: names_want_a_suffix
check: test_exactly_the_given_path_is_written
"""

import os

import torch


def own_values(obj):
    if isinstance(obj, torch.Tensor):
        return obj.detach().clone()
    if isinstance(obj, list):
        return [own_values(item) for item in obj]
    if isinstance(obj, tuple):
        return tuple(own_values(item) for item in obj)
    if isinstance(obj, dict):
        return {key: own_values(item) for key, item in obj.items()}
    return obj


def tidy(path):
    return str(path) + ".pt" if isinstance(path, (str, os.PathLike)) and not str(path).endswith(".pt") else path


def save_tensors(obj, path):
    torch.save(own_values(obj), tidy(path))


def load_tensors(path):
    return torch.load(tidy(path), map_location="cpu", weights_only=True)
