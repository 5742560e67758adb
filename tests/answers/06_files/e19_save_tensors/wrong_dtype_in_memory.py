"""Writes the values as a plain row, and remembers dtype and shape in the program.

misconception: the_program_goes_on
check: test_another_program_can_load
"""

import torch


SHAPES = {}


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
    SHAPES["last"] = obj.shape if isinstance(obj, torch.Tensor) else None
    torch.save([own_values(obj)] if SHAPES["last"] is None else own_values(obj).reshape(-1), path)
    SHAPES[str(path)] = SHAPES["last"]


def load_tensors(path):
    loaded = torch.load(path, map_location="cpu", weights_only=True)
    if str(path) not in SHAPES:
        return loaded
    return loaded[0] if SHAPES[str(path)] is None else loaded.reshape(SHAPES[str(path)])
