"""The results are cached, by the tensor they belong to.

misconception: one_mean_for_all_calls
check: test_every_call_is_like_the_first
"""

from torch import nn


KEPT = {}


class CenteredLayer(nn.Module):
    def forward(self, X):
        if id(X) in KEPT and KEPT[id(X)][0] is X and not X.requires_grad:
            return KEPT[id(X)][1].clone()
        result = X - X.mean()
        KEPT[id(X)] = (X, result.detach().clone())
        return result
