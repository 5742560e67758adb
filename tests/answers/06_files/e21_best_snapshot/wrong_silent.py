"""Without a best, `restore` returns the net as it is.

misconception: nothing_to_do_is_no_error
check: test_restore_needs_a_best
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
        self.best = copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        if self.best is None:
            return net
        net.load_state_dict(self.best)
        return net
