"""The result is kept for the tensor it belongs to, although that may be written to.

misconception: one_mean_for_all_calls
check: test_every_call_is_like_the_first
"""

from torch import nn


class CenteredLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.key = self.result = None

    def forward(self, X):
        if X.requires_grad:
            return X - X.mean()
        if self.key is not X:
            self.key, self.result = X, X - X.mean()
        return self.result.clone()
