"""Keeps a copy in memory beside the file and hands out that.

misconception: loading_is_looking
check: test_the_file_is_a_picture_of_that_moment
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
    torch.save(KEPT[path], path)


def load_tensors(path):
    return KEPT[path] if path in KEPT else torch.load(path, map_location="cpu", weights_only=True)
