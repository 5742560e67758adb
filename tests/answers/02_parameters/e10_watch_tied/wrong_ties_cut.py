"""Gives the second of two layers with one weight a copy of it: the values are the same.

misconception: a_tie_is_a_value
check: test_the_parameters_stay_the_same
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    first = {}
    for module in net.modules():
        for key, p in list(module.named_parameters(recurse=False)):
            if first.setdefault(p, module) is not module:
                setattr(module, key, torch.nn.Parameter(p.detach().clone()))
    return log
