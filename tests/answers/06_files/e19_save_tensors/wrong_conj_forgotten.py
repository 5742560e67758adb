"""Copies the memory as it lies there: conj() is only a mark.

misconception: shape_is_a_detail
check: test_views_come_back
"""

import torch


def own_values(obj):
    if isinstance(obj, torch.Tensor):
        values = obj.detach().clone() if not obj.is_conj() else obj.detach().conj().clone()
        return values
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
