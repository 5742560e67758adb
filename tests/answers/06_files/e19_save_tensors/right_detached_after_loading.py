"""Cuts off the history on both sides, and keeps shared tensors shared by a memo."""

import torch


def copied(obj, memo):
    if isinstance(obj, torch.Tensor):
        if id(obj) not in memo:
            memo[id(obj)] = torch.clone(obj).detach().requires_grad_(False)
        return memo[id(obj)]
    if isinstance(obj, (list, tuple)):
        return type(obj)([copied(item, memo) for item in obj])
    if isinstance(obj, dict):
        return dict(zip(obj, (copied(item, memo) for item in obj.values()), strict=True))
    return obj


def save_tensors(obj, path):
    torch.save(copied(obj, {}), path)


def load_tensors(path):
    loaded = torch.load(path, map_location="cpu", weights_only=True)
    return copied(loaded, {})
