"""Clones tensors one level deep.

misconception: views_stand_alone
check: test_a_file_holds_the_values_only
"""

import torch


def own(value):
    return value.detach().clone() if isinstance(value, torch.Tensor) else value


def save_tensors(obj, path):
    if isinstance(obj, (list, tuple)):
        obj = type(obj)(own(item) for item in obj)
    elif isinstance(obj, dict):
        obj = {key: own(item) for key, item in obj.items()}
    torch.save(own(obj), path)


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
