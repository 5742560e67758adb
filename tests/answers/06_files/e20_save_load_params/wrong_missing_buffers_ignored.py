"""Forgives missing buffers, since they are not learned.

misconception: missing_is_harmless
check: test_other_names_are_refused
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    keys = net.load_state_dict(state, strict=False)
    buffers = {name for name, _ in net.named_buffers(remove_duplicate=False)}
    if keys.unexpected_keys or set(keys.missing_keys) - buffers:
        raise KeyError(str(keys))
    return net.eval()
