"""Chose defaults of its own.

misconception: defaults_are_free
check: test_the_net_is_trained
"""

import torch


def train_and_log(net, X, y, lr=0.01, steps=10):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
