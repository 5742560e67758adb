"""A net that was restored once is taken to need no second time.

misconception: restoring_copies
check: test_restore_works_again
"""

import copy
import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None
        self.done = set()

    def update(self, net, loss):
        loss = float(loss)
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        self.best = copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        if id(net) not in self.done:
            net.load_state_dict(self.best)
            self.done.add(id(net))
        return net
