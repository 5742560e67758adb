"""Logs before `backward`, so entry k has the gradient of step k - 1.

misconception: zero_grad_comes_after_the_fact
check: test_an_entry_for_each_step
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        log.append(
            {
                name: (p.detach().clone(), None if p.grad is None else p.grad.clone())
                for name, p in net.named_parameters()
            }
        )
        ((net(X) - y) ** 2).mean().backward()
        optimizer.step()
    return log
