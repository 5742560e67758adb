"""Converts the data, since layers are float32; and the log with them.

misconception: everything_is_float32
check: test_every_shape_and_dtype
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().float().clone(), p.grad.float()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
