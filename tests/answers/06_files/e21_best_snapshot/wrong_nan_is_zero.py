"""nan is made a number, and the smallest one at that.

misconception: not_worse_means_better
check: test_nan_is_never_the_best
"""

import copy
import math

import torch


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        loss = torch.nan_to_num(torch.as_tensor(loss, dtype=torch.float64)).item()
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        self.best = copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
