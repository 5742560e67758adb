"""Postponed annotations, `getattr` for the bias, `math` for the interval, recursion by hand."""

from __future__ import annotations

import math

from torch import nn


def zero_bias(layer: nn.Linear) -> None:
    bias = getattr(layer, "bias", None)
    if bias is not None:
        nn.init.constant_(bias, 0.0)


def init_normal(module: nn.Module, std: float = 0.01) -> nn.Module:
    if isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, 0.0, std)
        zero_bias(module)
    return module


def init_constant(module: nn.Module, value: float = 1.0) -> nn.Module:
    if isinstance(module, nn.Linear):
        nn.init.constant_(module.weight, value)
        zero_bias(module)
    return module


def init_xavier(module: nn.Module) -> nn.Module:
    if isinstance(module, nn.Linear):
        end = math.sqrt(6 / (module.weight.shape[0] + module.weight.shape[1]))
        nn.init.uniform_(module.weight, -end, end)
    return module


def walk(module: nn.Module, rule) -> None:
    rule(module)
    for part in module.children():
        walk(part, rule)


def init_by_name(net: nn.Module, rules: dict) -> None:
    parts = {name: net.get_submodule(name) for name in rules}
    for name, part in parts.items():
        walk(part, rules[name])
