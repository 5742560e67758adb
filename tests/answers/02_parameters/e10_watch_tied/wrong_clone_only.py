"""A clone has left the graph.

misconception: clone_detaches
check: test_the_log_is_a_record
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
