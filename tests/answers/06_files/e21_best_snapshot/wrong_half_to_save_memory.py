"""The snapshot is kept in half precision.

misconception: values_may_be_converted
check: test_the_whole_state_is_kept
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
        self.best = {k: v.detach().half() if v.is_floating_point() else v.clone() for k, v in net.state_dict().items()}
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
