"""The snapshot is taken in evaluation mode, and training mode set afterwards.

misconception: modes_are_mine
check: test_leaves_the_rest_alone
"""

import copy
import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        net.eval()
        loss = float(loss)
        if not loss < self.best_loss:
            net.train()
            return False
        self.best_loss = loss
        self.best = copy.deepcopy(net.state_dict())
        net.train()
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
