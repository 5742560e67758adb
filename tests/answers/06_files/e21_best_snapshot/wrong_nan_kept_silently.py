"""The net is kept unless it is worse, and nan is not worse; only the answer is right.

misconception: not_worse_means_better
check: test_nan_is_never_the_best
"""

import copy
import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        loss = float(loss)
        better = loss < self.best_loss
        if not loss >= self.best_loss:
            self.best = copy.deepcopy(net.state_dict())
        if better:
            self.best_loss = loss
        return better

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
