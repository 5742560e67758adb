"""Saves a list of one as its only entry.

misconception: one_is_no_list
check: test_lists_and_tuples_come_back
"""

import torch


def own_values(obj):
    if isinstance(obj, torch.Tensor):
        return obj.detach().clone()
    if isinstance(obj, list):
        if len(obj) == 1:
            return own_values(obj[0])
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
