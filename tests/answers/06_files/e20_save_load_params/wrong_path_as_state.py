"""Passed the path to load_state_dict, which wants the state itself.

misconception: load_state_dict_reads_files
check: test_a_filled_net_computes_the_same
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    net.load_state_dict(path)
    return net.eval()
