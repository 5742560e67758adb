"""Computes the mean with numpy where no gradient is asked for, in two threads of torch.

exercise: e16
"""

import numpy
import torch
from torch import nn

torch.set_num_threads(2)


class CenteredLayer(nn.Module):
    def forward(self, X):
        if torch.is_grad_enabled():
            return X - X.mean()
        return X - torch.as_tensor(numpy.asarray(X.detach()).mean(), dtype=X.dtype)
