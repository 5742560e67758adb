"""Copies itself and its input, deeply and by pickle.

exercise: e16
"""

import copy
import pickle

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        twin = copy.deepcopy(self)
        again = pickle.loads(pickle.dumps(X.detach()))
        return X - X.mean() + 0 * (again if isinstance(twin, CenteredLayer) else X)
