"""`.data` of each parameter becomes the snapshot's tensor.

misconception: restoring_copies
check: test_restore_works_again
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
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        for name, tensor in [*net.named_parameters(), *net.named_buffers()]:
            tensor.data = self.best[name]
        return net
