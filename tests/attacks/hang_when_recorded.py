"""Returns a tensor that waits as soon as anybody wants to have its values.

exercise: e16
limits: {"probe_cpu_s": 1, "probe_wall_s": 3, "exercise_wall_s": 4}
"""

import time

import torch
from torch import nn


class Slow(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, arguments=(), named=None):
        time.sleep(600)


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X.as_subclass(Slow)
