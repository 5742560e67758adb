"""Asks X for a gradient, so that everything is recorded.

misconception: surroundings_are_mine
check: test_surroundings_stay
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    X.requires_grad_()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
