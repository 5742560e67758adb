"""A dictionary at the level of the module keeps one state for each net.

misconception: a_keeper_has_one_net
check: test_restore_writes_into_the_net_it_is_given
"""

import copy
import math


KEPT = {}


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        loss = float(loss)
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        KEPT[id(net)] = copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        net.load_state_dict(KEPT[id(net)])
        return net
