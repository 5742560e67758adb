"""Remembers what it has read under each name.

misconception: loading_is_looking
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
    torch.save(own_values(obj), path)


READ = {}


def load_tensors(path):
    if path not in READ:
        READ[path] = torch.load(path, map_location="cpu", weights_only=True)
    return READ[path]
