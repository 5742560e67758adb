"""Collects all values before the forward pass and all gradients after it, in a list of pairs; writes through `.data`."""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    names = [name for name, _ in net.named_parameters()]
    params = list(net.parameters())
    for _ in range(steps):
        values = [torch.empty_like(p).copy_(p).detach() for p in params]
        for p in params:
            p.grad = None
        ((net(X) - y) ** 2).mean().backward()
        log.append(
            {name: [v, torch.tensor(p.grad.tolist(), dtype=p.dtype)] for name, v, p in zip(names, values, params)}
        )
        for p in params:
            p.data.sub_(lr * p.grad)
    return log
