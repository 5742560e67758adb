"""Centres the target in place.

misconception: surroundings_are_mine
check: test_surroundings_stay
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    mean = y.mean()
    y -= mean
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - (y + mean)) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
