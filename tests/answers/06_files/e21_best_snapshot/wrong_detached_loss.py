"""A detached loss is taken for a number.

misconception: a_tensor_is_a_number
check: test_best_loss_is_a_number_of_its_own
"""

import copy
import math

import torch


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        if isinstance(loss, torch.Tensor):
            loss = loss.detach()
        if not bool(loss < self.best_loss):
            return False
        self.best_loss = loss
        self.best = copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
