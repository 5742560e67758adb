"""`restore` switches gradients off and never on.

misconception: grad_mode_is_mine
check: test_leaves_the_rest_alone
"""

import copy
import math

import torch


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
        torch.set_grad_enabled(False)
        net.load_state_dict(self.best)
        return net
