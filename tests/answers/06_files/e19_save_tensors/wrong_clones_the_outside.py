"""Clones a tensor, not those in containers.

misconception: views_stand_alone
check: test_a_file_holds_the_values_only
"""

import torch


def save_tensors(obj, path):
    torch.save(obj.detach().clone() if isinstance(obj, torch.Tensor) else obj, path)


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
