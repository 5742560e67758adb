"""`tensor[:] = value` writes into every tensor, except into one without dimensions.

misconception: every_tensor_has_a_dimension
check: test_the_whole_state_is_kept
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
        with torch.no_grad():
            for key, tensor in net.state_dict().items():
                tensor[:] = self.best[key]
        return net
