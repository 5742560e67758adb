"""The state is taken to be the parameters; `strict=False` hides what is missing.

misconception: state_is_its_parameters
check: test_the_whole_state_is_kept
"""

import math


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        loss = float(loss)
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        self.best = {name: p.detach().clone() for name, p in net.named_parameters()}
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best, strict=False)
        return net
