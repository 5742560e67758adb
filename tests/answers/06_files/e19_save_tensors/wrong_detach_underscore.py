"""Uses detach_ on the caller's results.

misconception: saving_ends_training
check: test_nothing_loaded_requires_grad
"""

import torch


def own_values(obj):
    if isinstance(obj, torch.Tensor):
        if not obj._is_view():
            obj.detach_()
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


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
