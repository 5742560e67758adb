"""Walks over the layers and puts the names together itself.

misconception: a_log_of_all_names
check: test_an_entry_for_each_step
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append(
            {
                f"{name}.{key}": (p.detach().clone(), p.grad.clone())
                for name, part in net.named_children()
                for key, p in part.named_parameters()
            }
        )
        optimizer.step()
    return log
