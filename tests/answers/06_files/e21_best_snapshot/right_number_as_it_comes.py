"""Unusual: a dataclass with a history of one, `item()` for tensors alone, and a walk over the entries of both states."""

from dataclasses import dataclass, field

import torch


@dataclass
class BestKeeper:
    history: list = field(default_factory=list)

    @property
    def best_loss(self):
        return self.history[-1][0]

    def update(self, net, loss):
        value = loss.item() if isinstance(loss, torch.Tensor) else loss
        if value != value or (self.history and value >= self.best_loss):
            return False
        kept = {name: tensor.detach().clone() for name, tensor in net.state_dict().items()}
        self.history[:] = [(value, kept)]
        return True

    @torch.no_grad()
    def restore(self, net):
        _, kept = self.history[-1]
        for name, tensor in net.state_dict().items():
            tensor.copy_(kept[name])
        return net
