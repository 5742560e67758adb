"""Writes to one and the same file.

misconception: there_is_one_file
check: test_the_file_is_a_picture_of_that_moment
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
    torch.save(own_values(obj), "x-file")


def load_tensors(path):
    return torch.load("x-file", map_location="cpu", weights_only=True)
