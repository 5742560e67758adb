"""Hands out fresh copies, but of what it kept in memory: the file is empty.

misconception: the_program_goes_on
check: test_another_program_can_load
"""

import torch


KEPT = {}


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
    KEPT[path] = own_values(obj)
    with open(path, "wb") as file:
        torch.save([], file)


def load_tensors(path):
    loaded = torch.load(path, map_location="cpu", weights_only=True)
    return own_values(KEPT.get(path, loaded))
