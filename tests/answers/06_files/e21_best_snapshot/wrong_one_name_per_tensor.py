"""Tensors with two names are kept under the first; strict loading misses the second.

misconception: one_tensor_one_name
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
        self.best = {n: t.detach().clone() for n, t in [*net.named_parameters(), *net.named_buffers()]}
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
