"""Caught the error and printed it: a net that does not fit comes back half filled.

misconception: an_error_printed_is_handled
check: test_other_names_are_refused
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    try:
        net.load_state_dict(state)
    except (RuntimeError, KeyError) as error:
        print("could not load:", error)
    return net.eval()
