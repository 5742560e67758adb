"""The parameters are kept as one vector, of which `vector_to_parameters` makes views.

misconception: restoring_copies
check: test_restore_works_again
"""

import math

from torch import nn


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        loss = float(loss)
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        self.best = nn.utils.parameters_to_vector(net.parameters()).detach().clone()
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        nn.utils.vector_to_parameters(self.best, net.parameters())
        return net
