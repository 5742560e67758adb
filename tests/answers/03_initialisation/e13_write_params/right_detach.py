"""Writes to `param.detach()`, which shares memory and version counter with the parameter; no grad mode is touched."""

from __future__ import annotations


def add_(param, delta):
    param.detach().add_(delta if isinstance(delta, (int, float)) else delta.detach())


def set_entry_(param, index, value):
    param.detach()[index] = value


def replace_(param, values):
    if param.size() != values.size():
        raise RuntimeError("shapes differ")
    param.detach().copy_(values)
