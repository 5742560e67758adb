"""Clears, then logs: what was zeroed is zeros.

misconception: zero_grad_comes_after_the_fact
check: test_an_entry_for_each_step
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        optimizer.step()
        optimizer.zero_grad()
        log.append({name: (p.detach().clone(), p.grad) for name, p in net.named_parameters()})
    return log
