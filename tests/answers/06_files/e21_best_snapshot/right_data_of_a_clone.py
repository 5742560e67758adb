"""`.data` gets a fresh clone at every `restore`: the Parameter objects stay, and nothing is shared."""

import math


def tensors_of(net):
    return [*net.parameters(), *net.buffers()]


class BestKeeper:
    def __init__(self):
        self.best_loss = math.inf
        self.best = None

    def update(self, net, loss):
        loss = float(loss)
        if not loss < self.best_loss:
            return False
        self.best_loss = loss
        self.best = [tensor.detach().clone() for tensor in tensors_of(net)]
        return True

    def restore(self, net):
        for tensor, value in zip(tensors_of(net), self.best, strict=True):
            tensor.data = value.clone()
        return net
