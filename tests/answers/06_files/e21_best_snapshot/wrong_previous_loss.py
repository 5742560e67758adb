"""The loss is compared with the one before.

misconception: the_last_loss_is_the_best
check: test_update_says_whether_the_loss_is_the_best
"""

import copy
import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None
        self.last = math.inf

    def update(self, net, loss):
        loss = float(loss)
        better = loss < self.last
        self.last = loss
        if better:
            self.best_loss = loss
            self.best = copy.deepcopy(net.state_dict())
        return better

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
