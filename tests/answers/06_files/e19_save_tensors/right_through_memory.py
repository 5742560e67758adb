"""Writes to memory first, then at once to the file; expanded tensors stay small."""

import io
from pathlib import Path

import torch


def own_values(obj):
    if isinstance(obj, torch.Tensor):
        with torch.no_grad():
            return obj.data.contiguous().clone(memory_format=torch.contiguous_format)
    if isinstance(obj, list):
        return [own_values(item) for item in obj]
    if isinstance(obj, tuple):
        return tuple(own_values(item) for item in obj)
    if isinstance(obj, dict):
        return {key: own_values(item) for key, item in obj.items()}
    return obj


def save_tensors(obj, path):
    memory = io.BytesIO()
    torch.save(own_values(obj), memory, _use_new_zipfile_serialization=False)
    if isinstance(path, (str, Path)):
        Path(path).write_bytes(memory.getvalue())
    else:
        path.write(memory.getvalue())


def load_tensors(path):
    content = Path(path).read_bytes() if isinstance(path, (str, Path)) else path.read()
    return torch.load(io.BytesIO(content), map_location=lambda storage, place: storage, weights_only=True)
