"""Adds the gradient.

misconception: up_is_down
check: test_the_net_is_trained
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    for _ in range(steps):
        net.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        entry = {}
        with torch.no_grad():
            for name, p in net.named_parameters():
                entry[name] = (p.clone(), p.grad.clone())
                p += lr * p.grad
        log.append(entry)
    return log
