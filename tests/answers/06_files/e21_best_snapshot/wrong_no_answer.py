"""`update` returns nothing when the loss is not the best.

misconception: no_answer_is_false
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
        if loss < self.best_loss:
            self.best_loss = loss
            self.best = copy.deepcopy(net.state_dict())
            return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
