"""A seed at the beginning, as in every notebook.

misconception: random_numbers_are_free
check: test_leaves_the_world_alone
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        torch.manual_seed(0)
        return X - X.mean()
