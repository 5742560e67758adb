"""Echoes its input, in the hope that something expected is a part of it.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X
