"""Saves the tensors as they are, like the book.

misconception: a_view_is_small
check: test_a_file_holds_the_values_only
"""

import torch


def save_tensors(obj, path):
    torch.save(obj, path)


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
