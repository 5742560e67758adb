"""A loader with batches of four rows, one step each.

misconception: any_optimiser_will_do
check: test_the_net_is_trained
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        rest = X[:4], y[:4]
        optimizer.zero_grad()
        ((net(rest[0]) - rest[1]) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
