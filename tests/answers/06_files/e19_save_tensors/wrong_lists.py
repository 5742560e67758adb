"""Saves tensors as lists of numbers.

misconception: a_tensor_is_a_list
check: test_a_tensor_comes_back
"""

import torch


def own_values(obj):
    if isinstance(obj, torch.Tensor):
        return obj.tolist()
    if isinstance(obj, list):
        return [own_values(item) for item in obj]
    if isinstance(obj, tuple):
        return tuple(own_values(item) for item in obj)
    if isinstance(obj, dict):
        return {key: own_values(item) for key, item in obj.items()}
    return obj


def save_tensors(obj, path):
    torch.save(own_values(obj), path)


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
