"""Writes numbers as text with repr.

misconception: text_is_compact
check: test_a_file_holds_the_values_only
"""

import math  # noqa: F401

import torch


def own_values(obj):
    if isinstance(obj, torch.Tensor):
        if obj.is_floating_point():
            return (
                "text",
                str(obj.dtype).removeprefix("torch."),
                list(obj.shape),
                repr(obj.detach().flatten().tolist()),
            )
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


def rebuilt(obj):
    if isinstance(obj, tuple) and len(obj) == 4 and obj[0] == "text":
        numbers = eval(obj[3], {"inf": math.inf, "nan": math.nan})
        return torch.tensor(numbers, dtype=getattr(torch, obj[1])).reshape(obj[2])
    if isinstance(obj, (list, tuple)):
        return type(obj)([rebuilt(item) for item in obj])
    return {key: rebuilt(item) for key, item in obj.items()} if isinstance(obj, dict) else obj


def load_tensors(path):
    return rebuilt(torch.load(path, map_location="cpu", weights_only=True))
