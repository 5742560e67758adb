"""Takes from the file what the net knows, and leaves the rest lying.

misconception: extra_is_harmless
check: test_other_names_are_refused
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict({name: state[name] for name in net.state_dict()})
    return net.eval()
