"""An equal loss is taken for a better one.

misconception: an_equal_loss_is_better
check: test_update_says_whether_the_loss_is_the_best
"""

import copy
import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        loss = float(loss)
        if not loss <= self.best_loss:
            return False
        self.best_loss = loss
        self.best = copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
