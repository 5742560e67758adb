"""Made the errors go away with strict=False: entries with other names are passed over in silence.

misconception: strict_false_fixes_errors
check: test_other_names_are_refused
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state, strict=False)
    return net.eval()
