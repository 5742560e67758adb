"""Ends as a success while its result is being written down.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import os

import torch
from torch import nn


class Deadly(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, arguments=(), named=None):
        os._exit(0)


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X.as_subclass(Deadly)
