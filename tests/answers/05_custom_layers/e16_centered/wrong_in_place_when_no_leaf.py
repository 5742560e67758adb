"""Only leaves must not be written to, the learner thinks.

misconception: the_input_is_mine
check: test_trains_in_a_chain
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        if X.is_leaf:
            return X - X.mean()
        X -= X.mean()
        return X
