"""`restore` makes a net and leaves the given one as it is.

misconception: restore_makes_a_net
check: test_restore_works_in_place
"""

import copy
import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        loss = float(loss)
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        self.best = copy.deepcopy(net)
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        return copy.deepcopy(self.best)
