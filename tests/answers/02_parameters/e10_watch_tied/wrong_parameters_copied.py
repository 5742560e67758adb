"""A deep copy of the Parameter is kept: nobody else has it.

misconception: a_copy_is_a_number
check: test_the_log_is_a_record
"""

import copy

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (copy.deepcopy(p), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
