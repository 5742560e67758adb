"""`min(loss, best)` lets a nan in, and from then on nothing is smaller.

misconception: nan_can_be_compared
check: test_nan_is_never_the_best
"""

import copy
import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        loss = float(loss)
        better = loss < self.best_loss
        self.best_loss = min(loss, self.best_loss)
        if better:
            self.best = copy.deepcopy(net.state_dict())
        return better

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
