"""A buffer that is not saved is still a buffer.

misconception: every_layer_has_state
check: test_nothing_to_learn_or_save
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.zeros(()), persistent=False)

    def forward(self, X):
        self.mean = X.mean().detach()
        return X - X.mean()
