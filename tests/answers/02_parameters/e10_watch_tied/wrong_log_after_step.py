"""First the step, then the log.

misconception: order_is_free
check: test_the_first_entry_is_the_start
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        optimizer.step()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
    return log
