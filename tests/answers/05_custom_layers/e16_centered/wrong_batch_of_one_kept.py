"""A batch of one row is left as it is.

misconception: the_input_is_the_output
check: test_one_mean_over_all
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        if X.dim() > 1 and X.shape[0] == 1:
            return X.clone()
        return X - X.mean()
