"""Compresses the file, and copies in inference mode."""

import gzip

import torch


def own_values(obj):
    if isinstance(obj, torch.Tensor):
        with torch.inference_mode():
            return obj.clone()
    if isinstance(obj, list):
        return [own_values(item) for item in obj]
    if isinstance(obj, tuple):
        return tuple(own_values(item) for item in obj)
    if isinstance(obj, dict):
        return {key: own_values(item) for key, item in obj.items()}
    return obj


def save_tensors(obj, path):
    with gzip.open(path, "wb") as file:
        torch.save(own_values(obj), file)


def load_tensors(path):
    with gzip.open(path, "rb") as file:
        return torch.load(file, map_location="cpu", weights_only=True)
