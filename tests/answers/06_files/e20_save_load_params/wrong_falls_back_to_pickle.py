"""Tries the safe way first, and if that fails the unsafe one: code hidden in a file runs.

misconception: weights_only_false_fixes_errors
check: test_code_in_a_file_does_not_run
"""

import pickle
from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    try:
        state = torch.load(path, map_location=device, weights_only=True)
    except (RuntimeError, pickle.UnpicklingError):
        state = torch.load(path, map_location=device, weights_only=False)
    net.load_state_dict(state)
    return net.eval()
