"""The state is gathered from the layers; what belongs to the net itself is missed.

misconception: parameters_live_in_layers
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
        self.best = {f"{n}.{k}": v.clone() for n, m in net.named_children() for k, v in m.state_dict().items()}
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best, strict=False)
        return net
