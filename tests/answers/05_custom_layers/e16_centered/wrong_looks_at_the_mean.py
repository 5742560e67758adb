"""Where the mean is 0 there is nothing to do: that is quickly looked up.

misconception: values_are_at_hand
check: test_stays_on_the_device_of_x
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        m = X.mean()
        if m == 0:
            return X.clone()
        return X - m
