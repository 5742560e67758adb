"""The mean is computed under `no_grad`, since it is not learned.

misconception: the_mean_is_a_constant
check: test_trains_in_a_chain
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        with torch.no_grad():
            m = X.mean()
        return X - m
