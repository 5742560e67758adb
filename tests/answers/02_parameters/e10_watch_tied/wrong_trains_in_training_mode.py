"""Training needs training mode.

misconception: training_sets_the_mode
check: test_surroundings_stay
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
