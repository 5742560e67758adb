"""`update` sets a seed, so that everything repeats.

misconception: the_surroundings_are_mine
check: test_leaves_the_rest_alone
"""

import copy
import math

import torch


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        torch.manual_seed(0)
        loss = float(loss)
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        self.best = copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        torch.manual_seed(0)
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
