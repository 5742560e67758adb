"""The learning rate is 0.1.

misconception: any_optimiser_will_do
check: test_the_net_is_trained
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
