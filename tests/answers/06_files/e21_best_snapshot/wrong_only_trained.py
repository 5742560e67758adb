"""Only parameters that ask for gradients are kept.

misconception: only_what_learns_is_kept
check: test_the_whole_state_is_kept
"""

import math

from torch import nn


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        loss = float(loss)
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        self.best = {
            k: v.detach().clone()
            for k, v in net.state_dict(keep_vars=True).items()
            if v.requires_grad or not isinstance(v, nn.Parameter)
        }
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best, strict=False)
        return net
