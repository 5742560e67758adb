"""`not self.best_loss` is taken for "there is none yet"; 0 is nothing, too.

misconception: zero_is_no_loss
check: test_update_says_whether_the_loss_is_the_best
"""

import copy


class BestKeeper:
    def __init__(self):
        self.best_loss = None
        self.best = None

    def update(self, net, loss):
        loss = float(loss)
        if loss == loss and (not self.best_loss or loss < self.best_loss):
            self.best_loss = loss
            self.best = copy.deepcopy(net.state_dict())
            return True
        return False

    def restore(self, net):
        if self.best is None:
            raise RuntimeError("nothing was kept")
        net.load_state_dict(self.best)
        return net
