"""`update` loads its copy back at once: the weights change under the running step.

misconception: the_loss_is_mine
check: test_update_does_not_disturb_a_step
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
        net.load_state_dict(self.best)
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
