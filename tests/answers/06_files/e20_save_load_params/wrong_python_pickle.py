"""Used Python's pickle for the dictionary of tensors: reading it runs whatever the file says.

misconception: weights_only_false_fixes_errors
check: test_code_in_a_file_does_not_run
"""

import pickle
from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    with open(path, "wb") as file:
        pickle.dump(dict(net.state_dict()), file)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    with open(path, "rb") as file:
        net.load_state_dict(pickle.load(file))
    return net.eval()
