"""The comparison of two tensors is taken for a bool.

misconception: a_tensor_is_a_bool
check: test_update_says_whether_the_loss_is_the_best
"""

import copy
import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        better = loss < self.best_loss
        if better:
            self.best_loss = float(loss)
            self.best = copy.deepcopy(net.state_dict())
        return better

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
