"""The default argument is taken to be fresh for every keeper.

misconception: class_attribute_belongs_to_the_object
check: test_keepers_are_independent
"""

import copy
import math


class BestKeeper:
    def __init__(self, best={}):
        self.best_loss = math.inf
        self.best = best

    def update(self, net, loss):
        loss = float(loss)
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        self.best.update(copy.deepcopy(net.state_dict()))
        return True

    def restore(self, net):
        if not self.best:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
