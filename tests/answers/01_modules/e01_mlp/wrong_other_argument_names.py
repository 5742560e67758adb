"""The arguments are called as the author likes, since the order tells them apart.

misconception: names_of_arguments_are_free
check: test_shapes
"""

from torch import nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, in_features, hidden_features=256, out_features=10):
        super().__init__()
        self.hidden = nn.Linear(in_features, hidden_features)
        self.out = nn.Linear(hidden_features, out_features)

    def forward(self, X):
        return self.out(F.relu(self.hidden(X)))
