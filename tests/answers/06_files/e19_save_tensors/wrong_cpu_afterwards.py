"""Loads as it is and moves to the CPU afterwards.

misconception: files_have_no_device
check: test_a_file_from_a_gpu_machine_loads
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


def load_tensors(path):
    loaded = torch.load(path, weights_only=True)
    return loaded.cpu() if isinstance(loaded, torch.Tensor) else own_values(loaded)
