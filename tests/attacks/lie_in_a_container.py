"""Returns a list that gives another answer each time it is looked at.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import torch
from torch import nn


class Changing(list):
    def __iter__(self):
        return iter([torch.zeros(1)] * 3)

    def __len__(self):
        return 1

    def __getitem__(self, index):
        return torch.zeros(1)


class CenteredLayer(nn.Module):
    def forward(self, X):
        return Changing([X])
