"""`restore` writes into the net of `update`, whichever it is given.

misconception: a_keeper_has_one_net
check: test_restore_writes_into_the_net_it_is_given
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
        self.net = net
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        self.net.load_state_dict(self.best)
        return net
