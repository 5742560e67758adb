"""Opens the file for appending: what was saved before is still in front.

misconception: a_file_never_changes
check: test_the_file_is_a_picture_of_the_moment
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    with open(path, "ab") as file:
        torch.save(net.state_dict(), file, _use_new_zipfile_serialization=False)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval()
