"""Keeps parameters and buffers in two tables of the file, and lists them module by module."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn


def tables(net: nn.Module) -> tuple[dict, dict]:
    """Every parameter, and every buffer that is to be kept, under each of its names."""
    parameters, buffers = {}, {}
    for prefix, module in net.named_modules(remove_duplicate=False):
        start = prefix + "." if prefix else ""
        for name, value in module._parameters.items():
            if value is not None:
                parameters[start + name] = value
        for name, value in module._buffers.items():
            if value is not None and name not in module._non_persistent_buffers_set:
                buffers[start + name] = value
    return parameters, buffers


def save_params(net: nn.Module, path: str | Path) -> None:
    parameters, buffers = tables(net)
    torch.save({"parameters": {k: v.detach() for k, v in parameters.items()}, "buffers": buffers}, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    file = torch.load(path, map_location=str(device), weights_only=True)
    parameters, buffers = tables(net)
    if file["parameters"].keys() != parameters.keys() or file["buffers"].keys() != buffers.keys():
        raise ValueError("the names in the file are not those of the net")
    net.load_state_dict(file["parameters"] | file["buffers"])
    return net.eval()
