"""The best loss is kept in float32: small gains get lost.

misconception: small_gains_do_not_count
check: test_update_says_whether_the_loss_is_the_best
"""

import copy
import math

import torch


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        loss = torch.as_tensor(loss, dtype=torch.float32).item()
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        self.best = copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
