"""The first loss is kept unseen, even if it is nan; then nothing is smaller.

misconception: not_worse_means_better
check: test_nan_is_never_the_best
"""

import copy


class BestKeeper:
    def __init__(self):
        self.best_loss = None
        self.best = None

    def update(self, net, loss):
        loss = float(loss)
        if self.best is not None and not loss < self.best_loss:
            return False
        self.best_loss = loss
        self.best = copy.deepcopy(net.state_dict())
        return True

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
