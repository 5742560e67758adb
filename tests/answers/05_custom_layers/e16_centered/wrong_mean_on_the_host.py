"""A mean is one number, and numbers come from the CPU; the difference is on the GPU again.

misconception: values_are_at_hand
check: test_stays_on_the_device_of_x
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X - X.cpu().mean()
