"""Leaves autograd off for the update, and off it stays.

misconception: surroundings_are_mine
check: test_surroundings_stay
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    for _ in range(steps):
        net.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        entry = {}
        torch.set_grad_enabled(False)
        if True:
            for name, p in net.named_parameters():
                entry[name] = (p.clone(), p.grad.clone())
                p -= lr * p.grad
        log.append(entry)
        torch.set_grad_enabled(_ < steps - 1)
    return log
