"""Remembers copies from one call to the next.

misconception: saved_once_is_saved
check: test_the_file_is_a_picture_of_that_moment
"""

import torch


def own_values(obj, memo={}):  # noqa: B006
    if isinstance(obj, torch.Tensor):
        key = id(obj)
        if key not in memo:
            memo[key] = obj, obj.detach().clone()
        return memo[key][1]
    if isinstance(obj, (list, tuple)):
        return type(obj)([own_values(item) for item in obj])
    if isinstance(obj, dict):
        return {key: own_values(item) for key, item in obj.items()}
    return obj


def save_tensors(obj, path):
    torch.save(own_values(obj), path)


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
