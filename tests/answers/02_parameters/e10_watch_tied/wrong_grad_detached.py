"""Detaches the gradient and zeroes it in place behind each step.

misconception: zero_grad_comes_after_the_fact
check: test_the_first_entry_is_the_start
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    optimizer.zero_grad()
    for _ in range(steps):
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.detach()) for name, p in net.named_parameters()})
        optimizer.step()
        optimizer.zero_grad(set_to_none=False)
    return log
