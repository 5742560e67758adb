"""Thought: the state is loaded in float64, the most exact dtype; afterwards the default is float32 again.

misconception: the_surroundings_are_mine
check: test_leaves_the_rest_alone
"""

import copy
import math

import torch


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.kept = None

    def update(self, net, loss):
        value = float(loss)
        if not value < self.best_loss:
            return False
        self.best_loss, self.kept = value, copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        torch.set_default_dtype(torch.float64)
        net.load_state_dict(self.kept)
        torch.set_default_dtype(torch.float32)
        return net
