"""Runs its children in the order in which they were registered; the detective asks `named_modules` first."""

import torch
from torch import nn


def hidden_parameters(net):
    visible = {id(p) for p in net.parameters()}
    todo = [value for module in net.modules() for value in module.__dict__.values()]
    done, hidden = {}, {}
    while todo:
        thing = todo.pop(0)
        if done.setdefault(id(thing), thing) is not thing or id(thing) in hidden:
            continue
        if isinstance(thing, torch.Tensor):
            if isinstance(thing, nn.Parameter) and id(thing) not in visible:
                hidden[id(thing)] = thing
            continue
        if isinstance(thing, (nn.Module, dict, list, tuple)) and not marked(thing, done):
            if isinstance(thing, nn.Module):
                thing = thing.__dict__
            todo.extend(thing.values() if isinstance(thing, dict) else thing)
    return list(hidden.values())


def marked(thing, done):
    key = ("opened", id(thing))
    if key in done:
        return True
    done[key] = thing
    return False


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
            self.add_module(str(i), nn.Linear(a, b))

    def forward(self, X):
        for i, layer in enumerate(self.children()):
            X = layer(X if i == 0 else torch.maximum(X, torch.zeros_like(X)))
        return X
