"""`.data` gives the numbers, so that is what is kept.

misconception: logging_copies
check: test_every_entry_is_before_its_update
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.data, p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
