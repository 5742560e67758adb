"""Gradients are taken out of the parameters, so nothing has to be cleared or cloned."""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    for _ in range(steps):
        for p in net.parameters():
            p.grad = None
        ((net(X) - y) ** 2).mean().backward()
        entry = {}
        with torch.no_grad():
            for name, p in net.named_parameters():
                entry[name] = (p.clone(), p.grad)
                p.add_(p.grad, alpha=-lr)
                p.grad = None
        log.append(entry)
    return log
