"""Parameters and buffers are copied one by one under `no_grad`; the net finds its Parameters by name."""

import math

import torch


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
        with torch.no_grad():
            for tensor, value in zip(tensors_of(net), self.best, strict=True):
                tensor.copy_(value)
        return net
