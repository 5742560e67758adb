"""Keeps layers in dicts and lists of modules, with hooks, and imports half of torch.

exercise: e01
"""

import collections
import itertools
import random
import time

from torch import nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)
        self.history = collections.deque(maxlen=3)
        self.chance = random.Random(0)

    def forward(self, X):
        self.history.append((time.perf_counter(), self.chance.random()))
        steps = itertools.chain([self.hidden], [F.relu], [self.out])
        for step in steps:
            X = step(X)
        return X
