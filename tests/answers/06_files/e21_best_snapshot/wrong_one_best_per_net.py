"""A snapshot is kept for each net.

misconception: a_keeper_has_one_net
check: test_restore_writes_into_the_net_it_is_given
"""

import copy
import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = {}

    def update(self, net, loss):
        loss = float(loss)
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        self.best[id(net)] = copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        if not self.best:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best.get(id(net), list(self.best.values())[-1]))
        return net
