"""Every update is kept, not only the best.

misconception: the_last_update_is_kept
check: test_restore_gives_the_best
"""

import copy
import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        loss = float(loss)
        self.best = copy.deepcopy(net.state_dict())
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
