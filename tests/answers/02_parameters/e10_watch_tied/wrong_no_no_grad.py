"""An update in place is only a calculation.

misconception: autograd_does_not_mind
check: test_the_net_is_trained
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    for _ in range(steps):
        net.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        entry = {}
        for name, p in net.named_parameters():
            entry[name] = (p.detach().clone(), p.grad.clone())
            p -= lr * p.grad
        log.append(entry)
    return log
