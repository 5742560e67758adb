"""Copies each piece of memory once, so that shared tensors stay shared.

misconception: memory_is_identity
check: test_the_file_is_a_picture_of_that_moment
"""

import torch


def own_values(obj, memo):
    if isinstance(obj, torch.Tensor):
        key = obj.data_ptr()
        if key not in memo:
            memo[key] = obj, obj.detach().clone()
        return memo[key][1]
    if isinstance(obj, (list, tuple)):
        return type(obj)([own_values(item, memo) for item in obj])
    if isinstance(obj, dict):
        return {key: own_values(item, memo) for key, item in obj.items()}
    return obj


def save_tensors(obj, path):
    torch.save(own_values(obj, {}), path)


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
