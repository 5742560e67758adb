"""`view` is used on any tensor.

misconception: every_tensor_is_contiguous
check: test_one_mean_over_all
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return (X.view(-1) - X.mean()).view(X.shape)
