"""Every gradient is new with `set_to_none`, and so the log keeps it without a clone.

misconception: a_record_keeps_itself
check: test_the_log_is_a_record
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad) for name, p in net.named_parameters()})
        optimizer.step()
    return log
