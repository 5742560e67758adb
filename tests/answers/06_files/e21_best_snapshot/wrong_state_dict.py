"""`state_dict()` is taken for a copy; it hands out the net's own memory.

misconception: state_dict_is_a_copy
check: test_restore_gives_the_best
"""

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
        self.best = net.state_dict()
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
