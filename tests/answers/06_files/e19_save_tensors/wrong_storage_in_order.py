"""Reads a transposed tensor in the order of its memory.

misconception: shape_is_a_detail
check: test_views_come_back
"""

import torch


def own_values(obj):
    if isinstance(obj, torch.Tensor):
        if obj.is_contiguous():
            return obj.detach().clone()
        order = sorted(range(obj.dim()), key=lambda place: -obj.stride(place))
        return obj.detach().permute(order).reshape(obj.shape).clone()
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
