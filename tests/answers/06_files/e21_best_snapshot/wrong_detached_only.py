"""`detach()` is taken for a copy.

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
        self.best = {key: value.detach() for key, value in net.state_dict().items()}
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
