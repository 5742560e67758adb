"""Leaves a spare copy beside the file.

misconception: names_want_a_suffix
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
    torch.save(own_values(obj), path)
    if isinstance(path, str):
        torch.save(own_values(obj), path + ".bak")


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
