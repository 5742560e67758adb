"""Leaves the walking to torch's tree_map, and weights_only to its default."""

from pathlib import Path

from torch.utils._pytree import tree_map

import torch


def save_tensors(obj, path):
    own = tree_map(lambda leaf: leaf.detach().clone() if isinstance(leaf, torch.Tensor) else leaf, obj)
    torch.save(own, str(path) if isinstance(path, Path) else path)


def load_tensors(path):
    return torch.load(path, map_location=torch.device("cpu"))
