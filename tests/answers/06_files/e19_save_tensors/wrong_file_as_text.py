"""Makes a string of whatever was given as a path.

misconception: a_file_is_a_name
check: test_file_objects_are_written_and_read
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
    torch.save(own_values(obj), str(path))


def load_tensors(path):
    return torch.load(str(path), map_location="cpu", weights_only=True)
