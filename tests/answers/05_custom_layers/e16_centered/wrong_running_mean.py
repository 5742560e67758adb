"""Evaluation uses a running mean, as in BatchNorm.

misconception: every_layer_has_state
check: test_nothing_to_learn_or_save
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("running_mean", torch.zeros(()))

    def forward(self, X):
        if self.training:
            m = X.mean()
            self.running_mean = 0.9 * self.running_mean + 0.1 * m.detach()
            return X - m
        return X - self.running_mean
