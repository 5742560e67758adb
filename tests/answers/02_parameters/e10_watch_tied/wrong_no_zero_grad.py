"""`backward` writes the gradient anew.

misconception: backward_overwrites
check: test_the_net_is_trained
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    optimizer.zero_grad()
    for _ in range(steps):
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
