"""Uses Python's pickle for the whole.

misconception: weights_only_false_fixes_errors
check: test_code_in_a_file_does_not_run
"""

import pickle

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
    with open(path, "wb") as file:
        pickle.dump(own_values(obj), file)


def load_tensors(path):
    with open(path, "rb") as file:
        return pickle.load(file)
