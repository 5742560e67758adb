"""Answers the first call well and every later call with the same tensor.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone, leaves_the_world_alone
"""

import torch
from torch import nn

kept = []


class CenteredLayer(nn.Module):
    def forward(self, X):
        if not kept:
            kept.append(X - X.mean())
        return kept[0]
