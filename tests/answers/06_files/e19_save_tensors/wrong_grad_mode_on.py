"""Switches gradients on after saving.

misconception: grad_mode_is_mine
check: test_the_callers_things_are_left_alone
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
    torch.set_grad_enabled(True)


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
