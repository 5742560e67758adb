"""Gradients are cleared at the start; then they are those of this training.

misconception: backward_overwrites
check: test_every_entry_is_before_its_update
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    net.zero_grad()
    for _ in range(steps):
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
