"""A deep copy of the state dict, with `.item()` and None as the start."""

from __future__ import annotations

import copy


class BestKeeper:
    def __init__(self):
        self.best_loss = None
        self.best = None

    def update(self, net, loss):
        value = loss.item() if hasattr(loss, "item") else float(loss)
        if value != value:
            return False
        if self.best_loss is None or value < self.best_loss:
            self.best_loss = value
            self.best = copy.deepcopy(net.state_dict())
            return True
        return False

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
