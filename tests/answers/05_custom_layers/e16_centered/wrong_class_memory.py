"""The mean belongs to the class: layers share it.

misconception: one_mean_for_all_calls
check: test_every_call_is_like_the_first
"""

from torch import nn


class CenteredLayer(nn.Module):
    mean = None

    def forward(self, X):
        if CenteredLayer.mean is None or X.requires_grad:
            CenteredLayer.mean = X.mean()
        return X - CenteredLayer.mean
