"""Writes to a name of its own in the same folder, whatever the path says.

misconception: names_want_a_suffix
check: test_exactly_the_given_path_is_written
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), Path(path).parent / "model.params")


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(Path(path).parent / "model.params", map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval()
