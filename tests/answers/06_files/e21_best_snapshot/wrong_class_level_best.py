"""Best and loss are set on the class.

misconception: class_attribute_belongs_to_the_object
check: test_keepers_are_independent
"""

import copy
import math


class BestKeeper:
    best_loss = math.inf
    best = None

    def update(self, net, loss):
        loss = float(loss)
        if not loss < BestKeeper.best_loss:
            return False
        BestKeeper.best_loss = loss
        BestKeeper.best = copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
