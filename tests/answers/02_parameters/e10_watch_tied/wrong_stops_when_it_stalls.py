"""Stops when the loss no longer falls.

misconception: a_log_of_states
check: test_an_entry_for_each_step
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log, before = [], None
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = ((net(X) - y) ** 2).mean()
        if before is not None and abs(float(before) - float(loss)) < 1e-12:
            break
        before = loss.detach()
        loss.backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
