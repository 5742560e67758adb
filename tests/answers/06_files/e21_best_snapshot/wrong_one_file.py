"""All keepers write one file, under one name.

misconception: class_attribute_belongs_to_the_object
check: test_keepers_are_independent
"""

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
        torch.save(net.state_dict(), "best.pt")
        return True

    def restore(self, net):
        if self.best_loss == math.inf:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(torch.load("best.pt"))
        return net
