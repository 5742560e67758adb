"""Thought: room for the state is made once; after that the parameters are copied into it.

misconception: kept_once_is_kept
check: test_the_whole_state_is_kept
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
            return False
        self.best_loss = value
        if self.kept is None:
            self.kept = copy.deepcopy(net.state_dict())
        for name, parameter in net.named_parameters(remove_duplicate=False):
            self.kept[name].copy_(parameter.detach())
        return True

    def restore(self, net):
        net.load_state_dict(self.kept)
        return net
