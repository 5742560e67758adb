"""Halves the file: float32 goes through float16.

misconception: all_numbers_are_float32
check: test_a_tensor_comes_back
"""

import torch


def own_values(obj):
    if isinstance(obj, torch.Tensor):
        values = obj.detach().clone()
        return values.half().float() if values.dtype == torch.float32 else values
    if isinstance(obj, list):
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
