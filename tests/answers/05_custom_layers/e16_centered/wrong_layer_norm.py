"""`layer_norm` is taken for the function that does it.

misconception: centring_is_normalising
check: test_takes_the_mean_away
"""

from torch import nn
from torch.nn import functional as F


class CenteredLayer(nn.Module):
    def forward(self, X):
        return F.layer_norm(X, X.shape)
