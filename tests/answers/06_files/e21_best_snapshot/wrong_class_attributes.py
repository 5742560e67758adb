"""What is kept stands in the class, which all keepers share.

misconception: class_attribute_belongs_to_the_object
check: test_keepers_are_independent
"""

import copy
import math


class BestKeeper:
    best_loss = math.inf
    best = {}

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
