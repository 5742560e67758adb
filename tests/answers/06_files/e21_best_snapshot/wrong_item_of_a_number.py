"""Thought: a loss comes from a loss function, so it has `item()`.

misconception: every_loss_is_a_tensor
check: test_update_says_whether_the_loss_is_the_best
"""

import copy
import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.kept = None

    def update(self, net, loss):
        value = loss.item()
        if not value < self.best_loss:
            return False
        self.best_loss, self.kept = value, copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        net.load_state_dict(self.kept)
        return net
