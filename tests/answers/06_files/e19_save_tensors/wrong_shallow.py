"""Refuses what is nested more than a few levels deep.

misconception: structures_are_flat
check: test_dicts_and_plain_values_come_back
"""

import torch


def own_values(obj, depth=0):
    if depth > 20:
        raise ValueError("too deep")
    if isinstance(obj, torch.Tensor):
        return obj.detach().clone()
    if isinstance(obj, (list, tuple)):
        return type(obj)([own_values(item, depth + 1) for item in obj])
    if isinstance(obj, dict):
        return {key: own_values(item, depth + 1) for key, item in obj.items()}
    return obj


def save_tensors(obj, path):
    torch.save(own_values(obj), path)


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
