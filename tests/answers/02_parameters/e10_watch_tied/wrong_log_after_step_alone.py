"""The gradient is taken before the step, the value after it.

misconception: order_is_free
check: test_every_entry_is_before_its_update
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        grads = {name: p.grad.clone() for name, p in net.named_parameters()}
        optimizer.step()
        log.append({name: (p.detach().clone(), grads[name]) for name, p in net.named_parameters()})
    return log
