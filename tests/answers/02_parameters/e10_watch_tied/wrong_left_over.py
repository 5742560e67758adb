"""Clears behind each step, but not before the first one.

misconception: a_net_comes_without_gradients
check: test_what_was_before_does_not_count
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
        optimizer.zero_grad()
    return log
