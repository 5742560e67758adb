"""A layer is made with its size, the learner thinks.

misconception: a_layer_knows_its_size
check: test_takes_the_mean_away
"""

from torch import nn


class CenteredLayer(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.num_features = num_features

    def forward(self, X):
        return X - X.mean()
