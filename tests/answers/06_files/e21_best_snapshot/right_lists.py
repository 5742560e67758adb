"""The values are kept as nested lists of Python numbers, which are exact."""

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
        self.best = {key: (value.tolist(), value.dtype) for key, value in net.state_dict().items()}
        return True

    def restore(self, net):
        net.load_state_dict({key: torch.tensor(numbers, dtype=dtype) for key, (numbers, dtype) in self.best.items()})
        return net
