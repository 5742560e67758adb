"""Parameters are written in place while autograd is watching.

misconception: autograd_lets_me_write
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
        self.best = [t.detach().clone() for t in net.parameters()]
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        for tensor, value in zip(net.parameters(), self.best, strict=True):
            tensor.copy_(value)
        return net
