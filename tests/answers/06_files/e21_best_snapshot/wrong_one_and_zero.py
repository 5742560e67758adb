"""Thought: 1 and 0 are as good as True and False.

misconception: a_tensor_is_a_bool
check: test_update_says_whether_the_loss_is_the_best
"""

import copy
import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.kept = None

    def update(self, net, loss):
        value = float(loss)
        if not value < self.best_loss:
            return 0
        self.best_loss, self.kept = value, copy.deepcopy(net.state_dict())
        return 1

    def restore(self, net):
        net.load_state_dict(self.kept)
        return net
