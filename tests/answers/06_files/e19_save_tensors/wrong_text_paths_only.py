"""Adds up texts, which a Path is not.

misconception: a_path_is_a_str
check: test_exactly_the_given_path_is_written
"""

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


def save_tensors(obj, path):
    name = "" + path if not hasattr(path, "write") else path
    torch.save(own_values(obj), name)


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
